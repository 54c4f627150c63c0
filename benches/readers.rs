//! Time and memory of each reader on inputs made by repetition: `cargo bench --bench readers -- 1024` for 1 GB each (64 MB unless said),
//! `-- 64 warc html` for these alone, `-- cold 100000` for so many small files that the system has not read yet. Every format is read in a process of its own, so that the peak of its memory is its own.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and may stop at what it did not expect"
)]

use std::env::args;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use dateline::ingest::{Item, Options, read};

#[path = "readers/cold.rs"]
mod cold;

const FORMATS: [&str; 11] = [
    "text", "html", "jsonl", "gz", "zst", "csv", "warc", "warc.gz", "rss", "mbox", "sqlite",
];

fn main() {
    let wanted: Vec<String> = args().skip(1).filter(|a| !a.starts_with("--")).collect();
    if let Some(format) = wanted.first().and_then(|w| w.strip_prefix("one:")) {
        return one(format, Path::new(&wanted[1]));
    }
    if let Some(readers) = wanted.first().and_then(|w| w.strip_prefix("cold:")) {
        return cold::one(Path::new(&wanted[1]), readers.parse().unwrap());
    }
    if wanted.first().is_some_and(|w| w == "cold") {
        let files = wanted.get(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
        let folder = tempfile::tempdir().unwrap();
        let (title, text) = article(0);
        let bytes = files * (title.len() + text.len()) as u64;
        make("text", &folder.path().join("in"), bytes);
        return cold::compare(&folder.path().join("in"));
    }
    let megabytes: u64 = wanted.first().and_then(|m| m.parse().ok()).unwrap_or(64);
    let folder = tempfile::tempdir().unwrap();
    println!("| reader | MB in | articles | s | MB/s | peak memory, MB |\n|---|---|---|---|---|---|");
    for format in FORMATS {
        if wanted.len() > 1 && !wanted[1..].iter().any(|w| w == format) {
            continue;
        }
        let path = folder.path().join(format!("in.{format}"));
        make(format, &path, megabytes << 20);
        let this = std::env::current_exe().unwrap();
        let out = Command::new(this)
            .arg(format!("one:{format}"))
            .arg(&path)
            .output()
            .unwrap();
        print!("{}", String::from_utf8_lossy(&out.stdout));
        if path.is_dir() {
            fs::remove_dir_all(&path).unwrap();
        } else {
            fs::remove_file(&path).unwrap();
        }
    }
}

/// Reads one input and prints its line.
fn one(format: &str, path: &Path) {
    let start = Instant::now();
    let (mut articles, mut skipped) = (0, 0);
    read(
        &[path.to_str().unwrap().to_owned()],
        &Options::default(),
        &mut |item| {
            match item {
                Item::Article(_) => articles += 1,
                Item::Skipped(s) => {
                    skipped += 1;
                    if skipped < 3 {
                        println!("skipped: {}", s.reason);
                    }
                }
                _ => {}
            }
            ControlFlow::Continue(())
        },
    )
    .unwrap();
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = size(path) as f64 / 1e6;
    println!(
        "| {format} | {megabytes:.0} | {articles} | {seconds:.2} | {:.0} | {} |",
        megabytes / seconds,
        peak()
    );
}

fn size(path: &Path) -> u64 {
    match fs::read_dir(path) {
        Ok(entries) => entries.map(|e| size(&e.unwrap().path())).sum(),
        Err(_) => fs::metadata(path).unwrap().len(),
    }
}

/// The peak of this process' memory, as Linux tells it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "-".to_owned(), |k| (k / 1024).to_string())
}

/// An article of about 3 kB.
fn article(number: u64) -> (String, String) {
    let title = format!(
        "Harbour {number} closed after {} ships run aground",
        number % 7 + 2
    );
    let sentence = format!(
        "The harbour authority of Lindmouth said on Tuesday that more than {} passengers were taken off the ferry Marigold, and put the damage at ${}.5 million. ",
        number % 90 + 10,
        number % 9 + 1
    );
    let paragraph = sentence.repeat(5);
    (title, vec![paragraph.trim_end().to_owned(); 4].join("\n\n"))
}

/// A page with what sites put around an article: scripts, navigation, cards, comments.
fn page(number: u64) -> String {
    let (title, text) = article(number);
    let paragraphs: String = text
        .split("\n\n")
        .flat_map(|p| ["<p class=\"body-text\">", p, "</p>\n"])
        .collect();
    let link = |n: u64| {
        format!(
            "<li class=\"nav-item\"><a href=\"/section/{n}\" data-track=\"nav-{n}\">Section {n}</a></li>\n"
        )
    };
    let links: String = (0..60).map(link).collect();
    let card = |n: u64| {
        format!(
            "<div class=\"card\"><a href=\"/story/{n}\"><img src=\"/img/{n}.jpg\" alt=\"\"><h3>Another story of the day, number {n}</h3></a><span class=\"meta\">{n} min read</span></div>\n"
        )
    };
    let cards: String = (0..20).map(card).collect();
    let script = "<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}gtag('js',new Date());</script>\n".repeat(120);
    let style = format!(
        "<style>{}</style>",
        ".card{display:flex;margin:0 auto;padding:4px 8px}\n".repeat(200)
    );
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} | Coast Today</title>{style}{script}<meta property=\"og:site_name\" content=\"Coast Today\"><script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"{title}\",\"datePublished\":\"2021-11-09T08:00:00Z\"}}</script></head><body><header><nav><ul>{links}</ul></nav></header><main><article><h1>{title}</h1><div class=\"content\">{paragraphs}</div></article></main><aside>{cards}</aside><div id=\"comments\"><p>First!</p></div><footer><ul>{links}</ul></footer></body></html>"
    )
}

fn make(format: &str, path: &PathBuf, bytes: u64) {
    match format {
        "text" => {
            return files(
                path,
                bytes,
                &|n| {
                    format!(
                        "Source: Coast Today\nDate: 2021-11-09\n\n{}\n\n{}\n",
                        article(n).0,
                        article(n).1
                    )
                },
                "txt",
            );
        }
        "html" => return files(path, bytes, &page, "html"),
        "sqlite" => return database(path, bytes),
        _ => {}
    }
    let file = BufWriter::new(File::create(path).unwrap());
    let (start, end): (&str, &str) = match format {
        "csv" => ("id,title,date,text\n", ""),
        "rss" => (
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Coast Today</title>",
            "</channel></rss>",
        ),
        _ => ("", ""),
    };
    // A feed is held whole.
    let bytes = if format == "rss" {
        bytes.min(60 << 20)
    } else {
        bytes
    };
    let mut sink: Box<dyn Write> = match format {
        "gz" => Box::new(flate2::write::GzEncoder::new(
            file,
            flate2::Compression::default(),
        )),
        "zst" => Box::new(zstd::Encoder::new(file, 3).unwrap().auto_finish()),
        _ => Box::new(file),
    };
    sink.write_all(start.as_bytes()).unwrap();
    let (mut written, mut number) = (0, 0);
    while written < bytes {
        let record = record(format, number);
        written += record.len() as u64;
        sink.write_all(&record).unwrap();
        number += 1;
    }
    sink.write_all(end.as_bytes()).unwrap();
}

fn record(format: &str, number: u64) -> Vec<u8> {
    let (title, text) = article(number);
    match format {
        "csv" => format!("{number},{title},2021-11-09,\"{text}\"\n").into_bytes(),
        "rss" => format!("<item><title>{title}</title><pubDate>Tue, 09 Nov 2021 08:00:00 +0000</pubDate><description>{}</description></item>\n", text.replace("\n\n", "&lt;p&gt;")).into_bytes(),
        "mbox" => format!("From a@b Tue Nov  9 08:00:00 2021\nMessage-ID: <{number}@b>\nFrom: Coast Today <a@b>\nSubject: {title}\nDate: Tue, 09 Nov 2021 08:00:00 +0000\n\n{text}\n\n").into_bytes(),
        "warc" | "warc.gz" => {
            let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page(number));
            let head = format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nContent-Length: {}\r\n\r\n", block.len());
            let record = [head.as_bytes(), block.as_bytes(), b"\r\n\r\n"].concat();
            if format == "warc" {
                return record;
            }
            let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            member.write_all(&record).unwrap();
            member.finish().unwrap()
        }
        _ => {
            let line = serde_json::json!({"id": number, "title": title, "date": "2021-11-09", "text": text});
            format!("{line}\n").into_bytes()
        }
    }
}

fn files(folder: &Path, bytes: u64, make: &dyn Fn(u64) -> String, extension: &str) {
    fs::create_dir(folder).unwrap();
    let (mut written, mut number) = (0, 0);
    while written < bytes {
        let text = make(number);
        written += text.len() as u64;
        fs::write(folder.join(format!("{number}.{extension}")), text).unwrap();
        number += 1;
    }
}

#[cfg(feature = "sqlite")]
fn database(path: &Path, bytes: u64) {
    let mut database = rusqlite::Connection::open(path).unwrap();
    let transaction = database.transaction().unwrap();
    transaction
        .execute(
            "CREATE TABLE newsdata (id INTEGER, title TEXT, date TEXT, content TEXT)",
            (),
        )
        .unwrap();
    let (mut written, mut number) = (0, 0);
    while written < bytes {
        let (title, text) = article(number);
        written += text.len() as u64;
        transaction
            .execute(
                "INSERT INTO newsdata VALUES (?1, ?2, '2021-11-09', ?3)",
                (i64::try_from(number).unwrap(), title, text),
            )
            .unwrap();
        number += 1;
    }
    transaction.commit().unwrap();
}

#[cfg(not(feature = "sqlite"))]
fn database(path: &Path, _: u64) {
    fs::write(path, "{}").unwrap();
}
