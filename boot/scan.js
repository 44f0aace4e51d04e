// Reads files and hands their bytes to the scanner's module, away from the page's own thread. Where there is more than one
// processor two of these workers share a file: one puts together what both find. The page ends them when the answer is there,
// or at any time before.
import init, { Helping, Redacting, Scanning } from "./keyturn-scan.js";
import { broken, fault, format, unpacked } from "./scan-formats.js";
import { READ, pour } from "./scan-read.js";

// Each worker searches one part of a file at a time. Parts are as long as can be, because every stream takes memory of its own
// until the browser tidies up.
const LONGEST_PART = 512 << 20;
const WORKERS = 2;
// Milliseconds between two reports.
const REPORT = 100;
const RECOUNT = 500;
// A copy is handed to the browser in blobs of this length, which it keeps on disk.
const BLOB = 8 << 20;

// The other worker, at the end of a port. It searches one part at a time and tells what it found in pieces.
const mate = (port) => ({
  ready: new Promise((is) => (port.onmessage = is)),
  search: (part, take) =>
    new Promise((end, fail) => {
      port.onmessage = ({ data }) => {
        try {
          if (data.stopped || !take(data)) throw new WebAssembly.RuntimeError();
          if (data.fault) throw fault(data.fault);
          if (data.last) end();
        } catch (error) {
          fail(error);
        }
      };
      port.postMessage(part);
    }),
});

// What such a worker does.
const help = ({ memory }, { help: port, known, salt }) => {
  const helping = new Helping(known, salt);
  port.onmessage = async ({ data: { file, at, latest, head, from, to } }) => {
    let read = 0;
    let told = performance.now();
    const tell = (last, fault) => {
      const found = helping.bring();
      port.postMessage({ found, read, last, fault }, [found.buffer]);
      [read, told] = [0, performance.now()];
    };
    try {
      let broke;
      const [first, behind] = helping.open(at, latest, head, from, to);
      await pour(file.slice(first, Math.min(behind, file.size)).stream(), (piece) => {
        const room = helping.room();
        new Uint8Array(memory.buffer, room, piece.length).set(piece);
        helping.fed(piece.length, false);
        read += piece.length;
        if (performance.now() - told >= REPORT) tell(false);
      })
        .catch(broken({}))
        .catch((error) => {
          if (!error.fault) throw error;
          broke = error.fault;
        });
      // What was found until a file breaks off stands.
      helping.fed(0, true);
      tell(true, broke);
    } catch {
      port.postMessage({ stopped: true });
    }
  };
  port.postMessage({ ready: true });
};

const scan = async ({ memory }, { files, latest, known, salt, helper }) => {
  const other = helper && mate(helper);
  const scanning = new Scanning(known, salt);
  const began = performance.now();
  const of = files.reduce((sum, file) => sum + file.size, 0);
  let at = 0;
  let above = 0;
  let read = 0;
  let bytes = 0;
  let reported = -Infinity;
  let counted = -Infinity;
  let told = false;
  // The first bytes of the file at hand, if it is read as it stands.
  let head;

  const report = (end) => {
    const now = performance.now();
    if (!end && told && now - reported < REPORT) return;
    const found = scanning.take();
    // The first find is told at once.
    if (!end && !found.length && now - reported < REPORT) return;
    told ||= found.length > 0;
    reported = now;
    const recount = end || (told && now - counted >= RECOUNT);
    if (recount) counted = now;
    postMessage({ found, counts: recount ? scanning.counts() : undefined, file: at, read: Math.min(of, above + read), of });
  };
  const take = (part) => (piece) => {
    const room = scanning.room(part);
    new Uint8Array(memory.buffer, room, piece.length).set(piece);
    scanning.fed(part, piece.length, false);
    bytes += piece.length;
  };
  const here = async (file, part, from, to) => {
    const [first, behind] = scanning.open(part, from, to);
    const put = take(part);
    await pour(file.slice(first, Math.min(behind, file.size)).stream(), (piece) => {
      put(piece);
      read += piece.length;
      report(false);
    });
    scanning.fed(part, 0, true);
    report(false);
  };
  const there = (file, part, from, to) =>
    other.search({ file, at, latest: latest[at], head, from, to }, (told) => {
      bytes += told.read;
      read += told.read;
      const joined = scanning.join(part, told.found, told.last);
      report(false);
      return joined;
    });

  const plain = async (file) => {
    let next = 0;
    let broke;
    const length = Math.min(LONGEST_PART, Math.max(READ, Math.ceil(file.size / WORKERS)));
    const parts = Math.max(1, Math.ceil(file.size / length));
    const work = async (search) => {
      while (next < parts) {
        const part = next++;
        await search(file, part, part * length, Math.min(file.size, (part + 1) * length)).catch((error) => {
          broke ??= error;
          next = parts;
        });
      }
    };
    // None may still read when the next file begins. A worker that is ready late finds less to do, or nothing.
    const works = [work(here)];
    other?.ready.then(() => works.push(work(there)));
    await works[0];
    await Promise.all(works);
    if (broke) throw broke;
    bytes -= read - file.size;
  };
  const unpack = async (file, kind) => {
    scanning.open(0, 0, Infinity);
    const put = take(0);
    await pour(unpacked(file, kind, (count) => (read += count)), (piece) => {
      put(piece);
      report(false);
    });
    scanning.fed(0, 0, true);
  };

  for (const file of files) {
    read = 0;
    head = new Uint8Array();
    try {
      const kind = await format(file);
      if (!kind.gzip && !kind.wide) head = kind.head;
      scanning.begin(at, latest[at], head);
      await (kind.gzip || kind.wide ? unpack : plain)(file, kind).catch(broken(kind));
    } catch (error) {
      if (!error.fault) throw error;
      scanning.end();
      report(true);
      postMessage({ unread: at, fault: error.fault });
    }
    above += file.size;
    at += 1;
  }
  read = 0;
  scanning.end();
  at = Math.max(0, files.length - 1);
  report(true);
  postMessage({ done: scanning.totals(), bytes, took: performance.now() - began });
};

const redact = async ({ memory }, { file }) => {
  const redacting = new Redacting();
  const blobs = [];
  let pieces = [];
  let held = 0;
  let read = 0;
  let reported = performance.now();
  const keep = (piece) => {
    if (piece.length) pieces.push(piece);
    held += piece.length;
    if (held < BLOB) return;
    blobs.push(new Blob(pieces));
    pieces = [];
    held = 0;
  };
  const kind = await format(file);
  const stands = !kind.gzip && !kind.wide;
  const source = stands ? file.stream() : unpacked(file, kind, (count) => (read += count));
  await pour(source, (piece) => {
    const room = redacting.room();
    new Uint8Array(memory.buffer, room, piece.length).set(piece);
    keep(redacting.fed(piece.length, false));
    if (stands) read += piece.length;
    if (performance.now() - reported < REPORT) return;
    reported = performance.now();
    postMessage({ read: Math.min(read, file.size), of: file.size });
  }).catch(broken(kind));
  keep(redacting.fed(0, true));
  postMessage({ copy: new Blob([...blobs, ...pieces], { type: "text/plain" }), replaced: redacting.replaced() });
};

let loading;

onmessage = async ({ data }) => {
  const task = data.help ? help : data.file ? redact : data.files && scan;
  loading ??= init({ module_or_path: fetch(data.wasm, { integrity: data.integrity }) });
  let module;
  try {
    module = await loading;
  } catch {
    // The next task tries again.
    loading = undefined;
    return postMessage({ failed: "not loaded" });
  }
  try {
    // Who is started before there is a task has time.
    if (task) await task(module, data);
    else Scanning.warm_up();
  } catch (error) {
    postMessage({ failed: error.fault ?? "stopped" });
  }
};
