// What counts as usable, page by page: `find` gives a control of the first screen once it is there, `state` gives what
// its answer changes. The probe clicks the control until its state is another than when it appeared.
({
  keyturn: {
    find: () => [...document.querySelectorAll("#app button")].find((button) => button.textContent.includes("Theme")),
    state: (button) => button.textContent,
  },
  tanstack: {
    find: () => document.querySelector("tbody tr") && document.querySelector("thead button"),
    state: (button) => button.textContent,
  },
  // Its bar answers earlier than its list does, so the bar it is: whatever helps the peer.
  "react-admin": {
    find: () => document.querySelector("header button[aria-label$=menu]"),
    state: (button) => button.getAttribute("aria-label"),
  },
})
