//! Light, dark, or as the system has it. Local storage holds this, the days of [`super::expiry_thresholds`], and no more.

use web_sys::{Element, Storage};

/// How the panel looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

const KEY: &str = "keyturn-theme";
const ATTRIBUTE: &str = "data-theme";

impl Theme {
    /// The word on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// The one that follows when the button is pressed.
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// As it is stored and as the style sheets know it; `None` is stored by nothing at all.
    const fn encode(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    fn decode(word: Option<&str>) -> Self {
        match word {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }
}

/// The stored theme.
pub fn load() -> Theme {
    Theme::decode(storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).as_deref())
}

/// Applies a theme and stores it. Where storage is refused, it lasts until the page is left.
pub fn set(theme: Theme) {
    apply(theme);
    if let Some(storage) = storage() {
        let _ = match theme.encode() {
            Some(id) => storage.set_item(KEY, id),
            None => storage.remove_item(KEY),
        };
    }
}

/// Applies a theme to the page.
pub fn apply(theme: Theme) {
    let Some(root) = root() else { return };
    let _ = match theme.encode() {
        Some(id) => root.set_attribute(ATTRIBUTE, id),
        None => root.remove_attribute(ATTRIBUTE),
    };
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}
