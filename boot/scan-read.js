// Reading streams of bytes for boot/scan.js: in constant memory, and to their end.

// What reads leave behind the browser lets grow by some ten megabytes for every gigabyte read. It tidies up when much memory
// is asked for at once; as long as nobody writes to that memory, it costs nothing.
const TIDY_EVERY = 128 << 20;
const ASKED_FOR = 64 << 20;
// No more than the scanner always has room for.
export const READ = 512 << 10;
// Less is not worth a turn of its own. Browsers that do not know of it bring what they have.
const WORTH = READ / 2;

// Chromium forgets a stream of a file in the middle of a read if nothing but that read refers to it. The read then never ends.
export const open = new Set();

let untidied = 0;

// So many bytes were read, or as much was left behind.
export const untidy = (count) => (untidied += count);

// Calls `take` with every piece of a stream of bytes, which is only good until it returns.
export const pour = async (stream, take) => {
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
      if (untidy(value.length) < TIDY_EVERY) continue;
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
