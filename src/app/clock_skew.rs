//! How the server's clock and this computer's compare, in words.

use chrono::TimeDelta;
use leptos::prelude::*;

use super::components::{Icon, IconName, TimeText};
use super::state::AppState;
use keyturn_domain::moment::{Moment, relative};

/// A difference from here on is said on every page.
const SAID: TimeDelta = TimeDelta::minutes(1);

fn apart(skew: TimeDelta) -> Option<String> {
    let size = skew.abs();
    (size > SAID).then(|| {
        let words = relative(Moment::UNIX_EPOCH + size, Moment::UNIX_EPOCH);
        words.trim_start_matches("in ").to_owned()
    })
}

fn words(app: AppState) -> Option<String> {
    let skew = app.site.skew();
    let apart = apart(skew)?;
    let side = if skew > TimeDelta::zero() { "ahead of" } else { "behind" };
    Some(if app.site.sandbox().is_some() {
        format!(
            "The sandbox's clock was moved: it is {apart} {side} this computer's. The panel follows the sandbox."
        )
    } else {
        format!(
            "The server's clock is {apart} {side} this computer's. The panel follows the server; check this computer's clock."
        )
    })
}

/// The line on every page, if the clocks differ by over a minute.
pub fn banner(app: AppState) -> Option<AnyView> {
    let words = words(app)?;
    let view = view! {
        <p class="banner banner--clock" role="status">
            <Icon name=IconName::Clock/>
            <span>{words}</span>
        </p>
    };
    Some(view.into_any())
}

/// The line among the settings, which is always there.
pub fn line(app: AppState) -> AnyView {
    let words = words(app)
        .unwrap_or_else(|| "This computer's clock and the server's agree to within a minute.".into());
    view! {
        <div class="stack stack--tight">
            <p>{words}</p>
            {move || view! { <TimeText at=app.site.now.get() now=app.site.now/> }}
        </div>
    }
    .into_any()
}
