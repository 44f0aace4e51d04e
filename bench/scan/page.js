// Has one of the workers read the file in the input, and notes when its first find and its result came.
const expression = { script: "regexp.js", task: (file, pattern) => ({ file, pattern }), first: ({ first }) => first, result: ({ found }) => found };
const WORKERS = {
  keyturn: {
    script: "scan.js",
    module: true,
    task: (file) => ({
      files: [file],
      latest: [file.lastModified],
      known: "",
      salt: new Uint8Array(32),
      wasm: "/keyturn-scan_bg.wasm",
    }),
    first: ({ found }) => found?.length > 0,
    // Lines, finds, leaks.
    result: ({ done }) => done?.[1],
  },
  regexp: expression,
  tuned: expression,
  reading: { script: "reading.js", task: (file) => ({ file }), first: () => false, result: ({ bytes }) => bytes },
};

globalThis.measure = (name, pattern) =>
  new Promise((report, fail) => {
    const [file] = document.querySelector("input").files;
    const { script, module, task, first, result } = WORKERS[name];
    const began = performance.now();
    let shown;
    let frame = 0;
    let last = began;
    let over = false;
    const tick = (now) => {
      frame = Math.max(frame, now - last);
      last = now;
      if (!over) requestAnimationFrame(tick);
    };
    requestAnimationFrame((now) => {
      last = now;
      tick(now);
    });
    let task_ms = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (task_ms = Math.max(task_ms, duration)))).observe({
      type: "longtask",
    });
    const worker = new Worker(script, module ? { type: "module" } : {});
    worker.onerror = () => fail(new Error(`${script} failed`));
    worker.onmessage = ({ data }) => {
      if (data.failed || data.fault) fail(new Error(data.failed ?? data.fault));
      if (shown === undefined && first(data)) shown = performance.now() - began;
      const value = result(data);
      if (value === undefined) return;
      over = true;
      worker.terminate();
      report({ took: performance.now() - began, first: shown ?? null, result: value, task: task_ms, frame });
    };
    worker.postMessage(task(file, pattern));
  });

// How long until nothing of a running scan is left to hear.
globalThis.cancel = () =>
  new Promise((report) => {
    const [file] = document.querySelector("input").files;
    const worker = new Worker("scan.js", { type: "module" });
    worker.onmessage = () => {
      const began = performance.now();
      worker.onmessage = null;
      worker.terminate();
      setTimeout(() => report(performance.now() - began));
    };
    worker.postMessage(WORKERS.keyturn.task(file));
  });
