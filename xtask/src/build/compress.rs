//! Compresses once, at the highest settings, so that the gateway only picks a file.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

/// Below this a compressed copy saves nothing that a packet would notice.
const WORTHWHILE: usize = 256;

/// A served file with its length in bytes, plain and as it travels.
pub(super) struct Served {
    pub(super) name: String,
    pub(super) plain: usize,
    pub(super) gzip: usize,
    pub(super) brotli: usize,
}

/// Puts a `.br` and a `.gz` beside every file that is worth it.
pub(super) fn all(page: &Path) -> io::Result<Vec<Served>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(page)? {
        let path = entry?.path();
        if path.is_file() {
            files.push(one(&path)?);
        }
    }
    files.sort_by(|a, b| b.brotli.cmp(&a.brotli).then_with(|| a.name.cmp(&b.name)));
    Ok(files)
}

fn one(path: &Path) -> io::Result<Served> {
    let bytes = fs::read(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut served = Served { name, plain: bytes.len(), gzip: bytes.len(), brotli: bytes.len() };
    if bytes.len() >= WORTHWHILE {
        served.gzip = beside(path, "gz", &gzip(&bytes)?)?;
        served.brotli = beside(path, "br", &brotli(&bytes)?)?;
    }
    Ok(served)
}

fn beside(path: &Path, extension: &str, bytes: &[u8]) -> io::Result<usize> {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    File::create(name)?.write_all(bytes)?;
    Ok(bytes.len())
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters =
        BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_forms_unpack_to_the_same_bytes() {
        let bytes: Vec<u8> = (0..4000u32).map(|n| (n * n % 251) as u8).collect();
        let mut unzipped = Vec::new();
        flate2::read::GzDecoder::new(&gzip(&bytes).unwrap()[..]).read_to_end(&mut unzipped).unwrap();
        assert_eq!(unzipped, bytes);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&bytes).unwrap()[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, bytes);
    }
}
