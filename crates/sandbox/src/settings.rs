//! What the vendors' documents leave open, as settings.

use serde::{Deserialize, Serialize};

/// How QuickStream writes `expiryDate`; its documents show both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateForm {
    /// `2022-01-02T03:48:40+00:00`.
    Colon,
    /// `2017-01-01T10:26:36+1000`.
    NoColon,
}

/// When QuickStream ends the key that requested the latest one, once it has handed out another. Its documents do not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OldKey {
    /// At its own expiry.
    Stays,
    /// As soon as the other one is handed out.
    EndsAtHandOut,
    /// When the other one is used for the first time.
    EndsAtFirstUse,
}

/// Which active key of the product SuperAPI's DELETE without an id deactivates: the guide only says "the old key".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeleteChoice {
    /// The one made first.
    Oldest,
    /// The one made last.
    Newest,
    /// All of them.
    All,
    /// None, although the reply reports success.
    None,
}

/// Whether a form of the DELETE route exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Offered {
    /// It does.
    #[serde(rename = "on")]
    On,
    /// It answers 404.
    #[serde(rename = "404")]
    NotFound,
    /// It answers 405.
    #[serde(rename = "405")]
    NotAllowed,
}

/// The current settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Settings {
    /// QuickStream's 401 carries `www-authenticate: Basic`, as a real server may send.
    pub www_authenticate: bool,
    /// How QuickStream writes dates.
    pub date_form: DateForm,
    /// QuickStream's `latest` hands the facility's newest secret key to every application, starter keys included.
    pub facility_wide: bool,
    /// When QuickStream ends the key that requested the latest one, once it has handed out another.
    pub old_key: OldKey,
    /// QuickStream creates a new secret key at every request for the latest one.
    pub new_key_each_time: bool,
    /// Which key SuperAPI's DELETE without an id deactivates.
    pub delete_choice: DeleteChoice,
    /// SuperAPI's DELETE without an id.
    pub delete_without_id: Offered,
    /// SuperAPI's DELETE with a key's id.
    pub delete_with_id: Offered,
    /// SuperAPI answers a mint with 201 instead of 200.
    pub mint_answers_201: bool,
    /// SuperAPI's mint reply carries the key's id.
    pub mint_returns_id: bool,
    /// SuperAPI answers a missing, unknown or deactivated key with 403 instead of 401.
    pub dead_key_is_403: bool,
    /// How many times `GET /product` answers 401 to a SuperAPI key minted from now on, as if it had to propagate.
    pub fresh_key_refusals: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            www_authenticate: true,
            date_form: DateForm::Colon,
            facility_wide: false,
            old_key: OldKey::Stays,
            new_key_each_time: false,
            delete_choice: DeleteChoice::Oldest,
            delete_without_id: Offered::On,
            delete_with_id: Offered::On,
            mint_answers_201: false,
            mint_returns_id: false,
            dead_key_is_403: false,
            fresh_key_refusals: 0,
        }
    }
}

/// One setting and its new value: `{"setting": "delete-choice", "to": "newest"}`. Meanings: [`Settings`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "setting", content = "to", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the field of `Settings` with its name")]
pub enum Setting {
    WwwAuthenticate(bool),
    DateForm(DateForm),
    FacilityWide(bool),
    OldKey(OldKey),
    NewKeyEachTime(bool),
    DeleteChoice(DeleteChoice),
    DeleteWithoutId(Offered),
    DeleteWithId(Offered),
    #[serde(rename = "mint-answers-201")]
    MintAnswers201(bool),
    MintReturnsId(bool),
    #[serde(rename = "dead-key-is-403")]
    DeadKeyIs403(bool),
    FreshKeyRefusals(u32),
}

impl Settings {
    /// Whether the setting has this value.
    pub fn has(&self, position: &Setting) -> bool {
        match *position {
            Setting::WwwAuthenticate(to) => self.www_authenticate == to,
            Setting::DateForm(to) => self.date_form == to,
            Setting::FacilityWide(to) => self.facility_wide == to,
            Setting::OldKey(to) => self.old_key == to,
            Setting::NewKeyEachTime(to) => self.new_key_each_time == to,
            Setting::DeleteChoice(to) => self.delete_choice == to,
            Setting::DeleteWithoutId(to) => self.delete_without_id == to,
            Setting::DeleteWithId(to) => self.delete_with_id == to,
            Setting::MintAnswers201(to) => self.mint_answers_201 == to,
            Setting::MintReturnsId(to) => self.mint_returns_id == to,
            Setting::DeadKeyIs403(to) => self.dead_key_is_403 == to,
            Setting::FreshKeyRefusals(to) => self.fresh_key_refusals == to,
        }
    }

    pub(super) fn set(&mut self, setting: Setting) {
        match setting {
            Setting::WwwAuthenticate(to) => self.www_authenticate = to,
            Setting::DateForm(to) => self.date_form = to,
            Setting::FacilityWide(to) => self.facility_wide = to,
            Setting::OldKey(to) => self.old_key = to,
            Setting::NewKeyEachTime(to) => self.new_key_each_time = to,
            Setting::DeleteChoice(to) => self.delete_choice = to,
            Setting::DeleteWithoutId(to) => self.delete_without_id = to,
            Setting::DeleteWithId(to) => self.delete_with_id = to,
            Setting::MintAnswers201(to) => self.mint_answers_201 = to,
            Setting::MintReturnsId(to) => self.mint_returns_id = to,
            Setting::DeadKeyIs403(to) => self.dead_key_is_403 = to,
            Setting::FreshKeyRefusals(to) => self.fresh_key_refusals = to,
        }
    }
}
