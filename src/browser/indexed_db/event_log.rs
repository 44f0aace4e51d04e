//! The demo's event log: lines of text in a database of its own, in the order in which they came. It holds synthetic keys
//! only, and nothing of the panel's own.

use js_sys::{Array, Function};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{IdbDatabase, IdbObjectStoreParameters, IdbOpenDbRequest};

use super::error::StoreError;
use super::record_keys::text;
use super::transaction::{Transaction, answered, factory, opened};
use super::{asked, demo_mode};

const LAYOUT: u32 = 1;
const LINES: &str = "lines";

/// The open log. Dropped, it lets go of its database.
pub struct EventLog(IdbDatabase);

impl Drop for EventLog {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl EventLog {
    /// Opens the log, and makes it when there is none.
    ///
    /// # Errors
    /// No storage, or it failed.
    pub async fn open() -> Result<Self, StoreError> {
        let name = format!("{}-tape", demo_mode::storage_name());
        let request =
            factory()?.open_with_u32(&name, LAYOUT).map_err(|thrown| StoreError::thrown(&thrown))?;
        let laying = request.clone();
        let lay_out = Closure::once(move || lay_out(&laying));
        request.set_onupgradeneeded(Some(lay_out.as_ref().unchecked_ref::<Function>()));
        Ok(Self(opened(&request).await?.unchecked_into()))
    }

    /// Every line.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn lines(&self) -> Result<Vec<String>, StoreError> {
        let transaction = Transaction::read(&self.0, &[LINES])?;
        let found = answered(transaction.store(LINES)?.get_all()).await?;
        Array::from(&found).iter().map(|line| text(&line)).collect()
    }

    /// Appends a line. When this returns, it is durable.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn append(&self, line: &str) -> Result<(), StoreError> {
        let transaction = Transaction::write(&self.0, &[LINES])?;
        asked(transaction.store(LINES)?.put(&line.into()))?;
        transaction.complete().await
    }

    /// Begins anew.
    ///
    /// # Errors
    /// The storage failed.
    pub async fn clear(&self) -> Result<(), StoreError> {
        let transaction = Transaction::write(&self.0, &[LINES])?;
        asked(transaction.store(LINES)?.clear())?;
        transaction.complete().await
    }
}

fn lay_out(request: &IdbOpenDbRequest) {
    let Ok(database) = request.result() else { return };
    let numbered = IdbObjectStoreParameters::new();
    numbered.set_auto_increment(true);
    // What could not be laid out fails when it is first used.
    let _ = database
        .unchecked_into::<IdbDatabase>()
        .create_object_store_with_optional_parameters(LINES, &numbered);
}
