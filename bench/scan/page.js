// Has one of the workers read the file in the input, and notes when its first find and its result came. Every worker has
// loaded before that, as the panel's have when a file is dropped there.
const expression = { script: "regexp.js", task: (file, pattern) => ({ file, pattern }), first: ({ first }) => first, result: ({ found }) => found };
const WASM = "/keyturn-scan_bg.wasm";
const WORKERS = {
  keyturn: {
    script: "scan.js",
    module: true,
    helped: true,
    early: { wasm: WASM },
    task: (file) => ({ files: [file], latest: [file.lastModified], known: "", salt: new Uint8Array(32), wasm: WASM }),
    first: ({ found }) => found?.length > 0,
    // Lines, finds, leaks.
    result: ({ done }) => done?.[1],
  },
  regexp: expression,
  tuned: expression,
  reading: { script: "reading.js", task: (file) => ({ file }), first: () => false, result: ({ bytes }) => bytes },
};
// Milliseconds in which a worker has loaded.
const LOADED = 1000;

// The workers at hand, and how they are given the task: as the panel does it.
const crew = async (name) => {
  const { script, module, helped, early } = WORKERS[name];
  const start = () => new Worker(script, module ? { type: "module" } : {});
  const worker = start();
  const helper = helped && navigator.hardwareConcurrency > 1 ? start() : undefined;
  if (early) for (const one of [worker, helper]) one?.postMessage(early);
  await new Promise((go) => setTimeout(go, LOADED));
  const give = (task) => {
    if (!helper) return worker.postMessage(task);
    const { port1, port2 } = new MessageChannel();
    helper.postMessage({ ...task, help: port2 }, [port2]);
    worker.postMessage({ ...task, helper: port1 }, [port1]);
  };
  const end = () => [worker, helper].forEach((one) => one?.terminate());
  return { worker, give, end };
};

globalThis.measure = async (name, pattern) => {
  const { script, task, first, result } = WORKERS[name];
  const [file] = document.querySelector("input").files;
  const { worker, give, end } = await crew(name);
  let shown;
  let frame = 0;
  let over = false;
  let task_ms = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (task_ms = Math.max(task_ms, duration)))).observe({
    type: "longtask",
  });
  const began = performance.now();
  let last = began;
  const tick = (now) => {
    frame = Math.max(frame, now - last);
    last = now;
    if (!over) requestAnimationFrame(tick);
  };
  requestAnimationFrame((now) => {
    last = now;
    tick(now);
  });
  return new Promise((report, fail) => {
    worker.onerror = () => fail(new Error(`${script} failed`));
    worker.onmessage = ({ data }) => {
      if (data.failed || data.fault) fail(new Error(data.failed ?? data.fault));
      if (shown === undefined && first(data)) shown = performance.now() - began;
      const value = result(data);
      if (value === undefined) return;
      over = true;
      end();
      report({ took: performance.now() - began, first: shown ?? null, result: value, task: task_ms, frame });
    };
    give(task(file, pattern));
  });
};

// How long until nothing of a running scan is left to hear.
globalThis.cancel = async () => {
  const [file] = document.querySelector("input").files;
  const { worker, give, end } = await crew("keyturn");
  return new Promise((report) => {
    worker.onmessage = () => {
      const began = performance.now();
      worker.onmessage = null;
      end();
      setTimeout(() => report(performance.now() - began));
    };
    give(WORKERS.keyturn.task(file));
  });
};
