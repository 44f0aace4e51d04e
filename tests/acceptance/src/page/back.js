// Keeps what a page that comes back from the browser's own store shows at the first moment, before any script of the page
// can do anything about it. The page may be loaded anew right after, so it is kept outside of it.
addEventListener(
  "pageshow",
  ({ persisted }) => persisted && sessionStorage.setItem("shown on return", document.body.innerText),
  true,
);
