// What files hold, for boot/scan.js: text as it stands, gzip, text in wide characters, or something that is not read.
import { READ, open, untidy } from "./scan-read.js";

const ARCHIVES = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x42, 0x5a, 0x68],
  [0x37, 0x7a, 0xbc, 0xaf],
];

// What the page has words for.
export const fault = (name) => Object.assign(new Error(name), { fault: name });

const GZIP = [0x1f, 0x8b, 0x08];
// The least that one member of a gzip file takes.
const MEMBER = 18;

const WIDE = [
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

const begins = (head) => (bytes) => bytes.every((byte, at) => head[at] === byte);
const wide = (head) => WIDE.find(([, mark]) => begins(head)(mark))?.[0];

// So much of a file's beginning tells what it is, and how its lines are written.
const HEAD = 16 << 10;

// How a file's content begins tells what it is; its name does not.
export const format = async (file) => {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer().catch(() => Promise.reject(fault("unreadable"))));
  if (ARCHIVES.some(begins(head))) throw fault("archive");
  if (!begins(head)(GZIP)) return { wide: wide(head), head };
  const source = file.slice(0, READ).stream();
  open.add(source);
  const reader = source.pipeThrough(members()).getReader();
  // What is damaged is found out when it is read.
  const { value } = await reader.read().catch(() => ({}));
  await reader.cancel().catch(() => {});
  open.delete(source);
  return { gzip: true, wide: wide(value ?? []) };
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
    untidy(1 << 16);
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
export const unpacked = (file, kind, read) => {
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

// What to throw instead of what a read threw.
export const broken = (kind) => (error) => {
  // A fault of the scanner itself is not the file's.
  throw error instanceof WebAssembly.RuntimeError || error.fault ? error : fault(kind.gzip ? "damaged" : "unreadable");
};
