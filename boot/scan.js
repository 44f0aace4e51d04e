// Reads files and hands their bytes to the scanner's module, away from the page's own thread. Where there is more than one
// processor two of these workers share a file: one puts together what both find. The page ends them when the answer is there,
// or at any time before.
import init, { Helping, Redacting, Scanning } from "./keyturn-scan.js";

// A file is searched in two parts at a time. Parts are as long as can be, because every stream takes memory of its own until
// the browser tidies up.
const LONGEST_PART = 512 << 20;
const ABREAST = 2;
// What reads leave behind the browser lets grow by some ten megabytes for every gigabyte read. It tidies up when much memory
// is asked for at once; as long as nobody writes to that memory, it costs nothing.
const TIDY_EVERY = 128 << 20;
const ASKED_FOR = 64 << 20;
// No more than the scanner always has room for.
const READ = 512 << 10;
// Less is not worth a turn of its own. Browsers that do not know of it bring what they have.
const WORTH = READ / 2;
// Milliseconds between two reports.
const REPORT = 100;
const RECOUNT = 500;
// A copy is handed to the browser in blobs of this length, which it keeps on disk.
const BLOB = 8 << 20;

const ARCHIVES = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x42, 0x5a, 0x68],
  [0x37, 0x7a, 0xbc, 0xaf],
];

const fault = (name) => Object.assign(new Error(name), { fault: name });

const GZIP = [0x1f, 0x8b, 0x08];
// The least that one member of a gzip file takes.
const MEMBER = 18;

const WIDE = [
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

const begins = (head) => (bytes) => bytes.every((byte, at) => head[at] === byte);
const wide = (head) => WIDE.find(([, mark]) => begins(head)(mark))?.[0];

// How a file's content begins tells what it is; its name does not.
const format = async (file) => {
  const head = new Uint8Array(await file.slice(0, 6).arrayBuffer().catch(() => Promise.reject(fault("unreadable"))));
  if (ARCHIVES.some(begins(head))) throw fault("archive");
  if (!begins(head)(GZIP)) return { wide: wide(head) };
  const source = file.slice(0, READ).stream();
  open.add(source);
  const reader = source.pipeThrough(members()).getReader();
  // What is damaged is found out when it is read.
  const { value } = await reader.read().catch(() => ({}));
  await reader.cancel().catch(() => {});
  open.delete(source);
  return { gzip: true, wide: wide(value ?? []) };
};

// Chromium forgets a stream of a file in the middle of a read if nothing but that read refers to it. The read then never ends.
const open = new Set();

let untidied = 0;

// Calls `take` with every piece of a stream of bytes, which is only good until it returns.
const pour = async (stream, take) => {
  let reader;
  let buffer = new ArrayBuffer(READ);
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    // Decompressed bytes come as they come.
    reader = stream.getReader();
    buffer = null;
  }
  open.add(reader);
  try {
    for (;;) {
      const { value, done } = await (buffer ? reader.read(new Uint8Array(buffer), { min: WORTH }) : reader.read());
      // The last bytes come with the end if they are fewer.
      for (let at = 0; at < (value?.length ?? 0); at += READ) take(buffer ? value : value.subarray(at, at + READ));
      if (done) return;
      if (buffer) buffer = value.buffer;
      untidied += value.length;
      if (untidied < TIDY_EVERY) continue;
      untidied = 0;
      try {
        new ArrayBuffer(ASKED_FOR);
      } catch {
        // There is no such room. The browser tidies up all the same.
      }
    }
  } finally {
    open.delete(reader);
  }
};

// Everything that was asked for so far is done.
const settled = () => {
  const { port1, port2 } = new MessageChannel();
  return new Promise((go) => {
    port1.onmessage = () => go(port1.close());
    port2.postMessage(0);
  });
};

// Decompresses gzip. Where logs are rotated, or compressed in blocks, a file is many members one behind the other: the
// browser reads one, and takes what follows for damage without saying where it begins. A member ends with the number of
// bytes that it holds, so it ended where that number stands before the next one's first bytes.
const members = () => {
  let writer, poured, given, taken;
  let held = new Uint8Array();
  const begin = (to) => {
    untidied += 1 << 16;
    const { readable, writable } = new DecompressionStream("gzip");
    [writer, given, taken] = [writable.getWriter(), 0, 0];
    const give = (piece) => {
      given += piece.length;
      to.enqueue(piece);
    };
    poured = readable.pipeTo(new WritableStream({ write: give }));
    poured.catch(() => {});
  };
  const put = async (bytes) => {
    taken += bytes.length;
    if (bytes.length) await writer.write(bytes);
  };
  const end = () => Promise.all([writer.close(), poured]);
  return new TransformStream({
    start: begin,
    async transform(chunk, to) {
      const bytes = new Uint8Array(held.length + chunk.length);
      bytes.set(held);
      bytes.set(chunk, held.length);
      const view = new DataView(bytes.buffer);
      // What a member may have ended with is held back with what the next may begin with.
      const last = bytes.length - GZIP.length;
      let from = 0;
      for (let at = bytes.indexOf(GZIP[0], 4); at >= 0 && at <= last; at = bytes.indexOf(GZIP[0], at + 1)) {
        if (bytes[at + 1] !== GZIP[1] || bytes[at + 2] !== GZIP[2] || taken + at - from < MEMBER) continue;
        await put(bytes.subarray(from, at));
        from = at;
        await settled();
        if (view.getUint32(at - 4, true) !== given >>> 0) continue;
        await end();
        begin(to);
      }
      const keep = Math.max(from, bytes.length - GZIP.length - 4);
      await put(bytes.subarray(from, keep));
      held = bytes.slice(keep);
    },
    async flush() {
      await put(held);
      await end();
    },
  });
};

// A file that is not read as it stands: the bytes of its text.
const unpacked = (file, kind, read) => {
  const counted = new TransformStream({
    transform(chunk, to) {
      read(chunk.length);
      to.enqueue(chunk);
    },
  });
  const source = file.stream();
  open.add(source);
  let stream = source.pipeThrough(counted);
  if (kind.gzip) stream = stream.pipeThrough(members());
  if (kind.wide) stream = stream.pipeThrough(new TextDecoderStream(kind.wide)).pipeThrough(new TextEncoderStream());
  return stream;
};

const broken = (kind) => (error) => {
  // A fault of the scanner itself is not the file's.
  throw error instanceof WebAssembly.RuntimeError || error.fault ? error : fault(kind.gzip ? "damaged" : "unreadable");
};

// The other worker, at the end of a port. It searches one part at a time and tells what it found in pieces.
const mate = (port) => ({
  ready: new Promise((is) => (port.onmessage = is)),
  search: (part, take) =>
    new Promise((end, fail) => {
      port.onmessage = ({ data }) => {
        try {
          if (data.fault) throw fault(data.fault);
          if (data.stopped || !take(data)) throw new WebAssembly.RuntimeError();
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
  port.onmessage = async ({ data: { file, at, latest, from, to } }) => {
    let read = 0;
    let told = performance.now();
    const tell = (last) => {
      const found = helping.bring();
      port.postMessage({ found, read, last }, [found.buffer]);
      [read, told] = [0, performance.now()];
    };
    try {
      const [first, behind] = helping.open(at, latest, from, to);
      await pour(file.slice(first, Math.min(behind, file.size)).stream(), (piece) => {
        new Uint8Array(memory.buffer, helping.room(), piece.length).set(piece);
        helping.fed(piece.length, false);
        read += piece.length;
        if (performance.now() - told >= REPORT) tell(false);
      }).catch(broken({}));
      helping.fed(0, true);
      tell(true);
    } catch ({ fault }) {
      port.postMessage({ fault, stopped: !fault });
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
    other.search({ file, at, latest: latest[at], from, to }, (told) => {
      bytes += told.read;
      read += told.read;
      const joined = scanning.join(part, told.found, told.last);
      report(false);
      return joined;
    });

  const plain = async (file) => {
    let next = 0;
    let broke;
    const length = Math.min(LONGEST_PART, Math.max(READ, Math.ceil(file.size / ABREAST)));
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
    scanning.begin(at, latest[at]);
    try {
      const kind = await format(file);
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
    new Uint8Array(memory.buffer, redacting.room(), piece.length).set(piece);
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
