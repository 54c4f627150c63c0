//! An answer of HTTP/1.1 (RFC 9112) as crawlers keep it: status line, headers, body; chunks joined, compression undone.

use std::io::Read;

use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::Reason;

/// What an answer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// A web page, and the encoding that the server names.
    Page {
        /// Its bytes.
        body: Vec<u8>,
        /// `utf-8`
        charset: Option<String>,
    },
    /// Something else: `image/png`, `answer 404`.
    NoPage(String),
    /// A page that cannot be read.
    Broken(Reason),
}

/// Reads an answer; a packed body may expand to `limit` bytes.
pub(super) fn answer(bytes: &[u8], limit: u64) -> Answer {
    let Some((head, body)) = split_head(bytes) else {
        return Answer::Broken(Reason::Http);
    };
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().unwrap_or_default();
    let headers: Vec<(String, &str)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_lowercase(), value.trim()))
        .collect();
    let header = |name: &str| headers.iter().find(|(n, _)| n == name).map(|(_, value)| *value);
    if !status.starts_with("HTTP/") {
        return Answer::Broken(Reason::Http);
    }
    let code = status.split_whitespace().nth(1).unwrap_or_default();
    if code != "200" && code != "203" {
        return Answer::NoPage(format!("answer {code}"));
    }
    let kind = header("content-type").unwrap_or_default().to_lowercase();
    if !kind.is_empty() && !kind.contains("html") {
        return Answer::NoPage(kind.split(';').next().unwrap_or_default().trim().to_owned());
    }
    let chunked = header("transfer-encoding").is_some_and(|how| how.to_lowercase().contains("chunked"));
    let body = match chunked.then(|| joined(body)).flatten() {
        Some(joined) => joined,
        // Crawlers often join the chunks and keep the header.
        None => body.to_vec(),
    };
    match unpacked(
        body,
        &header("content-encoding").unwrap_or_default().to_lowercase(),
        limit,
    ) {
        Ok(body) => Answer::Page {
            body,
            charset: charset(&kind),
        },
        Err(reason) => Answer::Broken(reason),
    }
}

fn split_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let cut = |mark: &[u8]| memchr::memmem::find(bytes, mark).map(|at| (at, at + mark.len()));
    let (end, start) = match (cut(b"\r\n\r\n"), cut(b"\n\n")) {
        (Some(a), Some(b)) => a.min(b),
        (a, b) => a.or(b)?,
    };
    Some((&bytes[..end], &bytes[start..]))
}

/// The body without the sizes of its chunks; none if it has no chunks.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut rest = body;
    let mut out = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        let chunk = &rest[..size.min(rest.len())];
        out.extend_from_slice(chunk);
        rest = &rest[chunk.len()..];
        rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
        if rest.is_empty() {
            return Some(out);
        }
    }
}

/// The body unpacked, if it is packed as its header says: crawlers often unpack it and keep the header.
fn unpacked(body: Vec<u8>, encoding: &str, limit: u64) -> Result<Vec<u8>, Reason> {
    let packed: Box<dyn Read + '_> = match encoding {
        "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => Box::new(GzDecoder::new(body.as_slice())),
        "deflate" if body.first() == Some(&0x78) => Box::new(ZlibDecoder::new(body.as_slice())),
        "deflate" if !starts_as_page(&body) => Box::new(DeflateDecoder::new(body.as_slice())),
        "br" | "zstd" if !starts_as_page(&body) => return Err(Reason::Packed(encoding.to_owned())),
        _ => return Ok(body),
    };
    let mut out = Vec::new();
    packed
        .take(limit + 1)
        .read_to_end(&mut out)
        .map_err(|error| Reason::Damaged(error.to_string()))?;
    if out.len() as u64 > limit {
        Err(Reason::too_large(limit))
    } else {
        Ok(out)
    }
}

fn starts_as_page(body: &[u8]) -> bool {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    body.trim_ascii_start().starts_with(b"<")
}

fn charset(kind: &str) -> Option<String> {
    let (_, after) = kind.split_once("charset=")?;
    let name = after.trim_matches(['"', '\'', ' ']);
    let end = name.find([';', '"', ' ', ',']).unwrap_or(name.len());
    Some(name[..end].to_owned()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(answered: &str) -> String {
        match answer(answered.as_bytes(), 1000) {
            Answer::Page { body, charset } => {
                format!(
                    "{} {}",
                    String::from_utf8(body).unwrap(),
                    charset.unwrap_or_default()
                )
            }
            Answer::NoPage(what) => format!("no page: {what}"),
            Answer::Broken(reason) => format!("broken: {reason}"),
        }
    }

    #[test]
    fn answers() {
        let cases = [
            (
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"windows-1251\"\r\n\r\n<p>x",
                "<p>x windows-1251",
            ),
            ("HTTP/1.1 200 OK\nContent-Type: text/html\n\n<p>x", "<p>x "),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n1;x\r\ny\r\n0\r\n\r\n",
                "<p>y ",
            ),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>joined",
                "<p>joined ",
            ),
            ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<p>x", "<p>x "),
            ("HTTP/1.1 404 Not Found\r\n\r\n<p>x", "no page: answer 404"),
            (
                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx",
                "no page: image/png",
            ),
        ];
        for (answered, expected) in cases {
            assert_eq!(page(answered), expected, "{answered}");
        }
        assert!(page("no answer").starts_with("broken"));
        assert!(page("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx\u{1}").starts_with("broken"));
    }
}
