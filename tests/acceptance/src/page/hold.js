// Stands in every page before its own scripts, where a walk wants to hold the page at a point of its writing or
// calling: what is asked to hold there goes no further, while the page itself stays alive to be looked at.
//
// A point is named by what it is, its number since the page was told where to hold, and the moment:
// "append 2 before" and "append 2 after" (a record of a journal), "begin", "erase" and "sweep" likewise (a set is begun,
// loses its key, loses its records), "seal 2.1 before" (the first time that the keys are sealed after the second record
// is there), "call 1 sent" and "call 1 replied".
(() => {
  const hold = (globalThis.__hold = { want: null, at: null, passed: [], open: 0, records: 0, counts: {}, room: Infinity });
  hold.until = (want) => Object.assign(hold, { want, at: null, passed: [], records: 0, counts: {} });
  const here = (point) => {
    hold.passed.push(point);
    if (hold.want === point) hold.at = point;
    return hold.at === point;
  };
  const next = (what) => `${what}${(hold.counts[what] = (hold.counts[what] ?? 0) + 1)}`;

  const points = new WeakMap();
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...asked) {
    const transaction = begin.apply(this, asked);
    if (transaction.mode !== "readwrite") return transaction;
    hold.open += 1;
    const ended = (event) => {
      hold.open -= 1;
      const point = points.get(transaction);
      if (event.type === "complete" && point?.startsWith("append")) hold.records += 1;
      // Whoever listens after this script never learns of it.
      if (point && (hold.at === `${point} before` || here(`${point} after`))) event.stopImmediatePropagation();
    };
    transaction.addEventListener("complete", ended);
    transaction.addEventListener("abort", ended);
    return transaction;
  };
  const kinds = [
    ["add", "records", "append"],
    ["add", "sets", "begin"],
    ["put", "records", "seal"],
    ["delete", "sets", "erase"],
    ["delete", "records", "sweep"],
  ];
  for (const method of ["add", "put", "delete"]) {
    const real = IDBObjectStore.prototype[method];
    IDBObjectStore.prototype[method] = function (...asked) {
      const kind = kinds.find(([by, store]) => by === method && store === this.name);
      const request = real.apply(this, asked);
      if (kind && !points.has(this.transaction)) {
        const point = next(kind[2] === "seal" ? `seal ${hold.records}.` : `${kind[2]} `);
        points.set(this.transaction, point);
        // Nothing of it reaches the disk, as if the page had gone just before.
        if (here(`${point} before`) || (kind[2] === "append" && hold.room-- <= 0)) this.transaction.abort();
      }
      return request;
    };
  }

  const forever = new Promise(() => {});
  const released = new Promise((release) => (hold.release = release));
  const send = globalThis.fetch;
  globalThis.fetch = async (request, ...rest) => {
    const { pathname } = new URL(request.url ?? request, location.href);
    if (!pathname.startsWith("/vendor/") || pathname.includes("/parked/")) return send(request, ...rest);
    const point = next("call ");
    hold.open += 1;
    const answer = send(request, ...rest);
    if (here(`${point} sent`)) return forever;
    try {
      const response = await answer;
      if (here(`${point} replied`)) await released;
      return response;
    } finally {
      hold.open -= 1;
    }
  };
})();
