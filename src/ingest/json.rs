//! JSON: one object, or a list of them, streamed value by value so that a long list needs no more memory than its largest record.

use std::io::{self, BufRead};

use super::decode::{decode, wide};
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition, Source, record};

/// Reads value by value.
#[derive(Debug)]
pub(super) struct Json;

impl Reader for Json {
    fn name(&self) -> &'static str {
        "JSON"
    }

    /// An object or a list at the start, as JSON has them: a brace or bracket, and behind it what may follow there.
    fn recognises(&self, head: &Head, extension: &str) -> Recognition {
        let start = head.start();
        let next = start.get(1..).unwrap_or_default().trim_start().chars().next();
        let is = match start.chars().next() {
            Some('{') => matches!(next, Some('"' | '}')),
            Some('[') => matches!(next, Some('{' | ']' | '[')),
            _ => false,
        };
        Recognition::from(is || (extension == "json" && start.starts_with(['{', '['])))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let start = input.stream.fill_buf().unwrap_or_default();
        if wide(&start[..start.len().min(1 << 10)]).is_none() {
            return values(&input.source, input.stream, intake);
        }
        match intake.whole(input.stream) {
            Ok(bytes) => {
                let decoded = decode(bytes, None);
                intake.whole_encoding = Some(decoded.encoding);
                let flow = values(&input.source, &mut decoded.text.as_bytes(), intake);
                intake.whole_encoding = None;
                flow
            }
            Err(reason) => intake.skip(&input.source, None, &reason),
        }
    }
}

fn values(source: &Source, stream: &mut dyn BufRead, intake: &mut Intake<'_>) -> Flow {
    let mut scanner = Scanner::default();
    let mut value = Vec::new();
    for number in 1.. {
        let found = scanner.next(stream, &mut value, intake.options.limits.article);
        // One object is the whole file: it has no number.
        let number = scanner.in_list.then_some(number);
        let place = || number.map(|n: u64| format!("record {n}"));
        match found {
            Ok(Found::End) => break,
            Ok(Found::Value) => match number {
                Some(n) => record::read(source, n, place(), &value, intake)?,
                None => record::read_alone(source, &value, intake)?,
            },
            Ok(Found::TooLarge) => {
                let reason = Reason::too_large(intake.options.limits.article);
                intake.skip(source, place(), &reason)?;
            }
            Ok(Found::CutShort) => return intake.skip(source, place(), &Reason::CutShort),
            Err(error) => return intake.skip(source, place(), &Reason::of(&error)),
        }
    }
    Flow::Continue(())
}

enum Found {
    Value,
    TooLarge,
    CutShort,
    End,
}

/// Finds where values end by counting brackets outside strings; whether a value is right is for the parser.
#[derive(Debug, Default)]
struct Scanner {
    /// Inside the outermost list.
    in_list: bool,
    depth: u64,
    in_string: bool,
    escaped: bool,
}

impl Scanner {
    /// Copies the next value to `value`, as far as it is within `limit`.
    fn next(&mut self, stream: &mut dyn BufRead, value: &mut Vec<u8>, limit: u64) -> io::Result<Found> {
        value.clear();
        (self.depth, self.in_string, self.escaped) = (0, false, false);
        let (mut started, mut too_large) = (false, false);
        loop {
            let buffer = stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(if started { Found::CutShort } else { Found::End });
            }
            let (from, used, done) = self.scan(buffer, &mut started);
            let part = &buffer[from..used];
            too_large |= (value.len() + part.len()) as u64 > limit;
            if !too_large {
                value.extend_from_slice(part);
            }
            stream.consume(used);
            if done {
                return Ok(if too_large { Found::TooLarge } else { Found::Value });
            }
        }
    }

    /// Where in `buffer` the value begins, how far it goes, and whether it ends there.
    fn scan(&mut self, buffer: &[u8], started: &mut bool) -> (usize, usize, bool) {
        let mut from = 0;
        for (at, byte) in buffer.iter().enumerate() {
            if *started {
                if self.ends(*byte) {
                    return (from, at + 1, true);
                }
                continue;
            }
            from = at + 1;
            match byte {
                b'[' if !self.in_list => self.in_list = true,
                b' ' | b'\t' | b'\r' | b'\n' | b',' | b']' | 0xEF | 0xBB | 0xBF => {}
                _ => {
                    (*started, from) = (true, at);
                    if self.ends(*byte) {
                        return (from, at + 1, true);
                    }
                }
            }
        }
        (from, buffer.len(), false)
    }

    /// Takes one byte of a value and says whether it is its last.
    fn ends(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return self.depth == 0 && !self.in_string;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            b',' | b' ' | b'\n' => return self.depth == 0,
            _ => {}
        }
        false
    }
}
