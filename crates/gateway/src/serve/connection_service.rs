//! Wraps the service for one connection, to pass on its peer and to record its activity.

use std::pin::Pin;
use std::sync::Arc;

use axum::http::Request;
use hyper::service::Service;

use crate::serve::activity::Activity;
use crate::serve::peer::Peer;

/// A service for one connection's requests. Each gets the [`Peer`] and the connection's [`Activity`] as extensions.
pub(crate) struct ConnectionService<S> {
    pub(crate) inner: S,
    pub(crate) peer: Peer,
    pub(crate) activity: Arc<Activity>,
}

impl<S, B> Service<Request<B>> for ConnectionService<S>
where
    S: Service<Request<B>, Future: Send + 'static>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn call(&self, mut request: Request<B>) -> Self::Future {
        let answering = self.activity.begin_response();
        request.extensions_mut().insert(self.peer);
        request.extensions_mut().insert(Arc::clone(&self.activity));
        let answer = self.inner.call(request);
        Box::pin(async move {
            let _answering = answering;
            answer.await
        })
    }
}
