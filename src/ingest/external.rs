//! An external command that turns what is not read here into text: `--pre 'pdftotext - -'`. It is taken only from a flag or the user's own
//! settings, never from what comes with a corpus, and it is run as it is, without a shell.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};

use super::Reason;

/// Bytes of what a command says on its standard error that a message shows.
const SAID: u64 = 300;

/// Runs `command` with `bytes` on its standard input; what it writes, up to `limit` bytes.
pub(super) fn through(command: &str, bytes: Vec<u8>, limit: u64) -> Result<Vec<u8>, Reason> {
    let words = words(command);
    let failed = |why: String| Reason::External {
        command: command.to_owned(),
        why,
    };
    let (program, arguments) = words
        .split_first()
        .ok_or_else(|| failed("it is empty".to_owned()))?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(error.to_string()))?;
    let output = exchange(&mut child, bytes, limit);
    if output.as_ref().map_or(true, |(out, _)| out.len() as u64 > limit) {
        // It may wait for ever to be read.
        let _ = child.kill();
    }
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    let (out, said) = output.map_err(|error| failed(error.to_string()))?;
    if out.len() as u64 > limit {
        return Err(Reason::too_large(limit));
    }
    if status.success() {
        return Ok(out);
    }
    let said = String::from_utf8_lossy(&said)
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned();
    Err(failed(format!("{status} {said}").trim().to_owned()))
}

/// Writes and reads at once, since either side may wait for the other.
fn exchange(child: &mut Child, bytes: Vec<u8>, limit: u64) -> io::Result<(Vec<u8>, Vec<u8>)> {
    let (input, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    // A command that needs not all of its input closes it early.
    let writer = std::thread::spawn(move || drop(input.map(|mut input| input.write_all(&bytes))));
    let listener = std::thread::spawn(move || {
        let mut said = Vec::new();
        if let Some(mut errors) = errors {
            let _ = (&mut errors).take(SAID).read_to_end(&mut said);
            let _ = io::copy(&mut errors, &mut io::sink());
        }
        said
    });
    let mut out = Vec::new();
    let read = match output {
        Some(output) => output.take(limit + 1).read_to_end(&mut out).map(|_| ()),
        None => Ok(()),
    };
    if read.is_err() || out.len() as u64 > limit {
        let _ = child.kill();
    }
    let _ = writer.join();
    let said = listener.join().unwrap_or_default();
    read.map(|()| (out, said))
}

/// The words of a command: split at blanks, but for those in quotation marks.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in command.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_split_without_a_shell() {
        assert_eq!(words("pdftotext -layout - -"), ["pdftotext", "-layout", "-", "-"]);
        assert_eq!(words(" a 'b c' \"\" d'e f' "), ["a", "b c", "", "de f"]);
        assert_eq!(words("echo $(rm x); y"), ["echo", "$(rm", "x);", "y"]);
    }

    #[test]
    fn bytes_go_through_and_failures_are_told() {
        let large = vec![b'x'; 1 << 20];
        assert_eq!(through("cat", large.clone(), 1 << 21), Ok(large.clone()));
        assert!(matches!(through("cat", large, 100), Err(Reason::TooLarge { .. })));
        for broken in ["", "no-such-command-here", "false"] {
            assert!(
                matches!(through(broken, Vec::new(), 100), Err(Reason::External { .. })),
                "{broken}"
            );
        }
    }
}
