//! Mailboxes (mbox, RFC 4155): messages one after the other, each behind a line that begins with `From `; a broken one takes no other along.

use super::lines::{Line, next_line};
use super::mail::{is_mail, message};
use super::{Flow, Head, Input, Intake, Reader, Reason, Recognition, Source};

/// Reads message by message.
#[derive(Debug)]
pub(super) struct Mbox;

impl Reader for Mbox {
    fn name(&self) -> &'static str {
        "mailbox"
    }

    fn recognises(&self, head: &Head, extension: &str) -> Recognition {
        let behind = head
            .text
            .strip_prefix("From ")
            .and_then(|rest| rest.split_once('\n'));
        Recognition::from(behind.is_some_and(|(_, headers)| is_mail(headers, extension == "mbox")))
    }

    fn read(&self, input: Input<'_>, intake: &mut Intake<'_>) -> Flow {
        let (mut number, mut mail) = (0, Vec::new());
        let mut line = Vec::new();
        let limit = intake.options.limits.article;
        // A blank line stands before each message but the first.
        let (mut blank, mut too_large) = (true, false);
        loop {
            let found = match next_line(input.stream, &mut line, limit) {
                Ok(found) => found,
                Err(error) => {
                    return intake.skip(
                        &input.source,
                        Some(format!("message {number}")),
                        &Reason::of(&error),
                    );
                }
            };
            let begins = blank && found == Line::Whole && line.starts_with(b"From ");
            if begins || found == Line::End {
                if number > 0 {
                    one(&input.source, number, &mail, too_large, intake)?;
                }
                if found == Line::End {
                    return Flow::Continue(());
                }
                number += 1;
                mail.clear();
                too_large = false;
                continue;
            }
            blank = line.trim_ascii().is_empty();
            too_large |= found == Line::TooLong || (mail.len() + line.len()) as u64 > limit;
            if !too_large {
                mail.extend_from_slice(unquoted(&line));
                mail.push(b'\n');
            }
        }
    }
}

/// `>From` at the start of a line stands for `From`.
fn unquoted(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|byte| **byte == b'>').count();
    if marks > 0 && line[marks..].starts_with(b"From ") {
        &line[1..]
    } else {
        line
    }
}

fn one(source: &Source, number: u64, mail: &[u8], too_large: bool, intake: &mut Intake<'_>) -> Flow {
    let place = Some(format!("message {number}"));
    let read = if too_large {
        Err(Reason::too_large(intake.options.limits.article))
    } else {
        message(mail, intake)
    };
    match read {
        Ok(mut draft) => {
            draft.number = Some(number);
            draft.place = place;
            intake.article(source, draft)
        }
        Err(reason) => intake.skip(source, place, &reason),
    }
}
