//! The inputs of an archive, as a file of JSON Lines beside the index: an input, then its files, each with the ids and digests of its articles.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::ingest::{Container, InputState};

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum LineOut<'a> {
    Input(&'a InputState),
    File(&'a Container),
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Line {
    Input(InputState),
    File(Container),
}

/// Writes all inputs.
pub(super) fn write(inputs: &[InputState], out: &mut dyn Write) -> io::Result<()> {
    for input in inputs {
        line(out, &LineOut::Input(input))?;
        for container in &input.containers {
            line(out, &LineOut::File(container))?;
        }
    }
    Ok(())
}

fn line(out: &mut dyn Write, line: &LineOut<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}

/// The inputs that [`write()`] wrote; an error for anything else.
pub(super) fn read(bytes: &[u8]) -> io::Result<Vec<InputState>> {
    let mut inputs = Vec::<InputState>::new();
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        match (serde_json::from_slice(line)?, inputs.last_mut()) {
            (Line::Input(input), _) => inputs.push(input),
            (Line::File(container), Some(input)) => input.containers.push(container),
            (Line::File(_), None) => return Err(io::ErrorKind::InvalidData.into()),
        }
    }
    Ok(inputs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Held, Note};

    #[test]
    fn inputs_read_back_are_those_written() {
        let container = Container {
            path: "a/b.jsonl.gz".into(),
            digest: "00ff".into(),
            articles: vec![Held {
                id: "1~2".into(),
                wanted: Some("1".into()),
                key: u64::MAX,
                ..Held::default()
            }],
            skipped: vec![Note {
                inside: String::new(),
                place: Some("line 3".into()),
                reason: "broken".into(),
            }],
            warnings: Vec::new(),
        };
        let input = |name: &str, containers| InputState {
            name: name.into(),
            containers,
            ..InputState::default()
        };
        let inputs = vec![
            input("-", vec![]),
            input("news", vec![container.clone(), container]),
        ];
        let mut bytes = Vec::new();
        write(&inputs, &mut bytes).unwrap();
        assert_eq!(read(&bytes).unwrap(), inputs);
        assert!(read(&bytes[..bytes.len() - 9]).is_err() && read(b"{\"file\":{\"path\":\"\"}}").is_err());
    }
}
