//! Plain documents in blocks, so that the panel can show what stands in its own repository. It reads the part of
//! Markdown that those documents use; anything else is shown as it is written.

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, with its depth from 1.
    Heading(u8, Vec<Span>),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list.
    List(Vec<Vec<Span>>),
    /// A table: its head, and its rows.
    Table(Vec<Vec<Span>>, Vec<Vec<Vec<Span>>>),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// As it is.
    Plain(String),
    /// Between two stars.
    Strong(String),
    /// Between back-quotes.
    Code(String),
}

/// The blocks of a document.
pub fn blocks(text: &str) -> Vec<Block> {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    paragraphs.flat_map(block).collect()
}

fn block(part: &str) -> Vec<Block> {
    if let Some((first, rest)) = part.split_once('\n')
        && first.starts_with('#')
    {
        return [block(first), block(rest.trim())].concat();
    }
    let depth = part.bytes().take_while(|byte| *byte == b'#').count();
    if depth > 0 {
        return vec![Block::Heading(depth.min(6) as u8, spans(part[depth..].trim()))];
    }
    if part.starts_with("- ") {
        let items = joined(part, |line| line.starts_with("- "));
        return vec![Block::List(items.iter().map(|item| spans(item.trim_start_matches("- "))).collect())];
    }
    if part.starts_with('|') {
        let mut rows = part.lines().map(cells).filter(|row| !is_rule(row));
        let head = rows.next().unwrap_or_default();
        return vec![Block::Table(head, rows.collect())];
    }
    vec![Block::Paragraph(spans(&joined(part, |_| false).concat()))]
}

/// Lines as one each, those that begin nothing put to the one before.
fn joined(part: &str, begins: fn(&str) -> bool) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for line in part.lines().map(str::trim) {
        match all.last_mut() {
            Some(last) if !begins(line) => {
                last.push(' ');
                last.push_str(line);
            }
            _ => all.push(line.to_owned()),
        }
    }
    all
}

fn cells(line: &str) -> Vec<Vec<Span>> {
    line.trim().trim_matches('|').split('|').map(|cell| spans(cell.trim())).collect()
}

fn is_rule(row: &[Vec<Span>]) -> bool {
    row.iter()
        .all(|cell| matches!(cell.as_slice(), [Span::Plain(text)] if text.bytes().all(|byte| byte == b'-')))
}

fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for (part, code) in text.split('`').zip([false, true].into_iter().cycle()) {
        if code {
            spans.push(Span::Code(part.to_owned()));
            continue;
        }
        for (part, strong) in part.split("**").zip([false, true].into_iter().cycle()) {
            let part = part.replace('*', "");
            if !part.is_empty() {
                spans.push(if strong { Span::Strong(part) } else { Span::Plain(part) });
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<Span> {
        vec![Span::Plain(text.into())]
    }

    #[test]
    fn each_kind_of_block_is_read() {
        let text = "# Title\n\nOne line\nand the next.\n\n## Under\n- one\n  more\n- two\n\n| a | b |\n| --- | --- |\n| c | `d_e` |\n";
        assert_eq!(
            blocks(text),
            [
                Block::Heading(1, plain("Title")),
                Block::Paragraph(plain("One line and the next.")),
                Block::Heading(2, plain("Under")),
                Block::List(vec![plain("one more"), plain("two")]),
                Block::Table(
                    vec![plain("a"), plain("b")],
                    vec![vec![plain("c"), vec![Span::Code("d_e".into())]]]
                ),
            ]
        );
    }

    #[test]
    fn spans_are_told_apart() {
        assert_eq!(
            spans("a **b** and `c * d` *e*"),
            [
                Span::Plain("a ".into()),
                Span::Strong("b".into()),
                Span::Plain(" and ".into()),
                Span::Code("c * d".into()),
                Span::Plain(" e".into()),
            ]
        );
    }

    #[test]
    fn the_security_document_is_read_whole() {
        let blocks = blocks(include_str!("../../../SECURITY.md"));
        let headings: Vec<_> = blocks.iter().filter(|block| matches!(block, Block::Heading(..))).collect();
        assert!(headings.contains(&&Block::Heading(2, plain("What is not promised"))), "{headings:?}");
        let tables = blocks.iter().filter(|block| matches!(block, Block::Table(_, rows) if rows.len() > 10));
        assert_eq!(tables.count(), 1);
        let raw = format!("{blocks:?}");
        assert!(!raw.contains("**") && !raw.contains("---"), "something was not read");
    }
}
