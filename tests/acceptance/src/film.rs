//! Pictures made small, and several made one that moves. An interface has few colours, so 256 are enough.

use std::collections::HashMap;
use std::io::Cursor;

use png::{BitDepth, BlendOp, ColorType, Compression, Decoder, DisposeOp, Encoder, Filter, Transformations};

use crate::must;

type Colour = [u8; 3];

/// As many colours as one byte can tell apart.
const COLOURS: usize = 256;

/// A picture, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<Colour>,
}

/// Makes one picture that shows these, one after the other, for so many hundredths of a second each, again and again.
/// All are of one size. One alone makes a picture that stands still.
pub fn film(pictures: &[Vec<u8>], hundredths: u16) -> Vec<u8> {
    let pictures: Vec<Picture> = pictures.iter().map(|picture| read(picture)).collect();
    let palette = palette(&pictures);
    let mut nearest = HashMap::new();
    let indexed: Vec<Vec<u8>> = pictures
        .iter()
        .map(|picture| picture.pixels.iter().map(|colour| index(*colour, &palette, &mut nearest)).collect())
        .collect();
    let (width, height) = pictures.first().map_or((0, 0), |first| (first.width, first.height));
    let mut written = Vec::new();
    write(&mut written, (width, height), &palette, &indexed, hundredths);
    written
}

fn read(picture: &[u8]) -> Picture {
    let mut decoder = Decoder::new(Cursor::new(picture));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = must("no picture", decoder.read_info());
    let mut bytes = vec![0; reader.output_buffer_size().unwrap_or_default()];
    let info = must("no picture", reader.next_frame(&mut bytes));
    let each = info.color_type.samples();
    assert!(each >= 3, "a picture of {:?}", info.color_type);
    let pixels = bytes.chunks_exact(each).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Picture { width: info.width, height: info.height, pixels }
}

/// The colours that occur most, by how much they differ from those already taken.
fn palette(pictures: &[Picture]) -> Vec<Colour> {
    let mut counts: HashMap<Colour, usize> = HashMap::new();
    for colour in pictures.iter().flat_map(|picture| &picture.pixels) {
        *counts.entry(*colour).or_default() += 1;
    }
    let mut colours: Vec<(Colour, usize)> = counts.into_iter().collect();
    colours.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    let mut taken: Vec<Colour> = Vec::new();
    for apart in [48, 12, 1] {
        for (colour, _) in &colours {
            if taken.len() < COLOURS && taken.iter().all(|one| distance(*one, *colour) >= apart) {
                taken.push(*colour);
            }
        }
    }
    taken
}

fn distance(one: Colour, other: Colour) -> u32 {
    one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
}

fn index(colour: Colour, palette: &[Colour], known: &mut HashMap<Colour, u8>) -> u8 {
    *known.entry(colour).or_insert_with(|| {
        let places = palette.iter().enumerate();
        let nearest = places.min_by_key(|(_, one)| distance(**one, colour));
        nearest.and_then(|(place, _)| u8::try_from(place).ok()).unwrap_or_default()
    })
}

/// Writes the first picture whole, and of each later one only the part that differs from the one before.
fn write(
    to: &mut Vec<u8>,
    (width, height): (u32, u32),
    palette: &[Colour],
    pictures: &[Vec<u8>],
    hundredths: u16,
) {
    let mut encoder = Encoder::new(to, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    let moves = pictures.len() > 1;
    if moves {
        let count = u32::try_from(pictures.len()).unwrap_or(1);
        must("the film", encoder.set_animated(count, 0));
        must("the film", encoder.set_frame_delay(hundredths, 100));
        must("the film", encoder.set_blend_op(BlendOp::Source));
        must("the film", encoder.set_dispose_op(DisposeOp::None));
    }
    let mut writer = must("the film", encoder.write_header());
    for (at, picture) in pictures.iter().enumerate() {
        let Some(before) = at.checked_sub(1).map(|before| &pictures[before]) else {
            must("the film", writer.write_image_data(picture));
            continue;
        };
        let (x, y, wide, high) = changed(before, picture, width);
        let rows = picture.chunks_exact(width as usize).skip(y as usize).take(high as usize);
        let part: Vec<u8> = rows.flat_map(|row| &row[x as usize..(x + wide) as usize]).copied().collect();
        must("the film", writer.set_frame_position(0, 0));
        must("the film", writer.set_frame_dimension(wide, high));
        must("the film", writer.set_frame_position(x, y));
        must("the film", writer.write_image_data(&part));
    }
    must("the film", writer.finish());
}

/// The smallest rectangle that holds every difference: left, top, width, height. One pixel where there is none.
fn changed(before: &[u8], after: &[u8], width: u32) -> (u32, u32, u32, u32) {
    let mut bounds: Option<(u32, u32, u32, u32)> = None;
    let differing = before.iter().zip(after).enumerate().filter(|(_, (before, after))| before != after);
    for (at, _) in differing {
        let at = u32::try_from(at).unwrap_or_default();
        let (x, y) = (at % width, at / width);
        bounds = Some(bounds.map_or((x, y, x, y), |(left, top, right, bottom)| {
            (left.min(x), top.min(y), right.max(x), bottom.max(y))
        }));
    }
    let (left, top, right, bottom) = bounds.unwrap_or_default();
    (left, top, right - left + 1, bottom - top + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32, paint: impl Fn(u32, u32) -> Colour) -> Vec<u8> {
        let mut written = Vec::new();
        let mut encoder = Encoder::new(&mut written, width, height);
        encoder.set_color(ColorType::Rgb);
        let mut writer = encoder.write_header().expect("a header");
        let pixels: Vec<u8> = (0..height)
            .flat_map(|y| (0..width).map(move |x| (x, y)))
            .flat_map(|(x, y)| paint(x, y))
            .collect();
        writer.write_image_data(&pixels).expect("pixels");
        drop(writer);
        written
    }

    #[test]
    fn few_colours_come_back_as_they_were() {
        let paint = |x: u32, y: u32| if (x + y).is_multiple_of(3) { [250, 0, 9] } else { [1, 2, 200] };
        let before = picture(7, 5, paint);
        assert_eq!(read(&film(std::slice::from_ref(&before), 100)), read(&before));
    }

    #[test]
    fn a_later_picture_is_written_only_where_it_differs() {
        let plain = picture(40, 30, |_, _| [9, 9, 9]);
        let marked = picture(40, 30, |x, y| if (x, y) == (12, 20) { [200, 0, 0] } else { [9, 9, 9] });
        let moving = film(&[plain.clone(), marked], 50);
        assert_eq!(read(&moving), read(&plain));
        let control = moving.windows(4).filter(|name| *name == b"fcTL").count();
        assert_eq!(control, 2);
        let at = moving.windows(4).rposition(|name| name == b"fcTL").expect("a second picture") + 8;
        let number =
            |at: usize| u32::from_be_bytes([moving[at], moving[at + 1], moving[at + 2], moving[at + 3]]);
        assert_eq!([number(at), number(at + 4), number(at + 8), number(at + 12)], [1, 1, 12, 20]);
    }
}
