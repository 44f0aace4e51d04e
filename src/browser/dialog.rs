//! Modal dialogs.

use web_sys::HtmlDialogElement;

/// Opens or closes a dialog. Modal: the rest of the page is inert, Esc closes, and on closing the browser puts
/// the focus back where it was.
pub fn set_open(dialog: &HtmlDialogElement, open: bool) {
    if open == dialog.open() {
        return;
    }
    if open {
        // It only fails on a dialog that has left the page, where there is nothing to show.
        let _ = dialog.show_modal();
    } else {
        dialog.close();
    }
}
