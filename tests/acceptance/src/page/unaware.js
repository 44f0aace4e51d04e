// Stands in every page before its own scripts where a walk wants a tab that never learns what other tabs do: nobody
// tells it that its lock was stolen, and it hears nothing that is said between tabs.
(() => {
  const request = LockManager.prototype.request;
  LockManager.prototype.request = function (...asked) {
    return new Promise((granted) => request.apply(this, asked).then(granted, () => {}));
  };
  Object.defineProperty(BroadcastChannel.prototype, "onmessage", { set() {} });
})();
