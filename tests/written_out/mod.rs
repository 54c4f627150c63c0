//! The same articles written in every format that carries them: what a reader must turn back into the same articles.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// An article as every format can carry it.
#[derive(Debug, Clone)]
pub(crate) struct Plain {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) source: String,
    /// ISO day.
    pub(crate) date: String,
    pub(crate) paragraphs: Vec<String>,
}

impl Plain {
    pub(crate) fn text(&self) -> String {
        self.paragraphs.join("\n\n")
    }

    fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "id": self.id, "title": self.title, "source": self.source, "date": self.date, "text": self.text()
        })
    }

    /// Its paragraphs as elements.
    fn elements(&self) -> String {
        self.paragraphs
            .iter()
            .fold(String::new(), |all, p| format!("{all}<p>{}</p>\n", escaped(p)))
    }

    fn compact_date(&self) -> String {
        self.date.replace('-', "")
    }
}

/// Writes the articles into `folder`.
type Writer = fn(&Path, &[Plain]);

/// Every format that carries all of [`Plain`] but for ids that some make themselves.
pub(crate) const FORMATS: [(&str, Writer); 14] = [
    ("jsonl", |folder, all| {
        let lines: Vec<String> = all.iter().map(|a| a.json().to_string()).collect();
        fs::write(folder.join("a.jsonl"), lines.join("\n")).unwrap();
    }),
    ("json", |folder, all| {
        let list: Vec<serde_json::Value> = all.iter().map(Plain::json).collect();
        fs::write(
            folder.join("a.json"),
            serde_json::to_string_pretty(&list).unwrap(),
        )
        .unwrap();
    }),
    ("csv", |folder, all| table(&folder.join("a.csv"), ",", all)),
    ("tsv", |folder, all| table(&folder.join("a.tsv"), "\t", all)),
    ("gzip", |folder, all| {
        let lines: Vec<String> = all.iter().map(|a| a.json().to_string()).collect();
        let file = fs::File::create(folder.join("a.jsonl.gz")).unwrap();
        let mut out = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        std::io::Write::write_all(&mut out, lines.join("\n").as_bytes()).unwrap();
        out.finish().unwrap();
    }),
    ("text", |folder, all| {
        each(folder, "txt", all, |a| {
            format!(
                "Source: {}\nDate: {}\n\n{}\n\n{}\n",
                a.source,
                a.date,
                a.title,
                a.text()
            )
        });
    }),
    ("markdown", |folder, all| {
        each(folder, "md", all, |a| {
            let quoted = |text: &str| serde_json::Value::from(text).to_string();
            let (title, source) = (quoted(&a.title), quoted(&a.source));
            format!(
                "---\ntitle: {title}\nsource: {source}\ndate: {}\n---\n\n{}\n",
                a.date,
                a.text()
            )
        });
    }),
    ("html", |folder, all| each(folder, "html", all, page)),
    ("nitf", |folder, all| each(folder, "nitf", all, nitf)),
    ("newsml", |folder, all| {
        let items: String = all.iter().map(newsml_item).collect();
        let message = format!(
            "<?xml version=\"1.0\"?><newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet>{items}</itemSet></newsMessage>"
        );
        fs::write(folder.join("a.xml"), message).unwrap();
    }),
    ("rss", |folder, all| {
        let items: String = all.iter().map(rss_item).collect();
        let feed = format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>All</title>{items}</channel></rss>"
        );
        fs::write(folder.join("a.rss"), feed).unwrap();
    }),
    ("warc", |folder, all| {
        let records: String = all.iter().map(warc_record).collect();
        fs::write(folder.join("a.warc"), records).unwrap();
    }),
    ("mail", |folder, all| each(folder, "eml", all, mail)),
    ("mailbox", |folder, all| {
        let messages = all.iter().fold(String::new(), |box_, a| {
            let quoted = mail(a).replace("\nFrom ", "\n>From ");
            format!("{box_}From news@x.example Tue Nov  9 08:00:00 2021\n{quoted}\n")
        });
        fs::write(folder.join("a.mbox"), messages).unwrap();
    }),
];

fn each(folder: &Path, extension: &str, all: &[Plain], write: impl Fn(&Plain) -> String) {
    for article in all {
        fs::write(folder.join(format!("{}.{extension}", article.id)), write(article)).unwrap();
    }
}

fn table(path: &Path, between: &str, all: &[Plain]) {
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let mut rows = ["id", "title", "source", "date", "text"].join(between);
    for a in all {
        let cells = [&a.id, &a.title, &a.source, &a.date, &a.text()].map(|cell| quoted(cell));
        let _ = write!(rows, "\n{}", cells.join(between));
    }
    fs::write(path, rows).unwrap();
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn page(a: &Plain) -> String {
    let about = serde_json::json!({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": a.title, "datePublished": a.date,
        "publisher": {"@type": "Organization", "name": a.source}
    });
    let about = about.to_string().replace('<', "\\u003c");
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <script type=\"application/ld+json\">{about}</script></head><body>\
         <nav><a href=\"/\">Home</a> <a href=\"/w\">World</a></nav>\
         <main><article><h1>{title}</h1>{body}</article></main>\
         <aside><h2>Most read</h2><ul><li><a href=\"/b\">Ten best beaches</a></li></ul></aside><footer>Copyright</footer></body></html>",
        title = escaped(&a.title),
        body = a.elements()
    )
}

fn nitf(a: &Plain) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", nitf_element(a))
}

fn nitf_element(a: &Plain) -> String {
    format!(
        "<nitf uno=\"{id}\"><head><title>{title}</title><docdata><date.issue norm=\"{day}\"/></docdata>\
         <pubdata name=\"{source}\" date.publication=\"{day}\"/></head><body><body.head><hedline><hl1>{title}</hl1></hedline></body.head>\
         <body.content><block>{body}</block></body.content></body></nitf>",
        id = a.id,
        title = escaped(&a.title),
        source = escaped(&a.source),
        day = a.compact_date(),
        body = a.elements()
    )
}

fn newsml_item(a: &Plain) -> String {
    format!(
        "<newsItem guid=\"{}\" version=\"1\" standard=\"NewsML-G2\"><itemMeta><provider><name>{}</name></provider>\
         <versionCreated>{}T08:00:00Z</versionCreated></itemMeta><contentMeta><headline>{}</headline></contentMeta>\
         <contentSet><inlineXML contenttype=\"application/nitf+xml\">{}</inlineXML></contentSet></newsItem>",
        a.id,
        escaped(&a.source),
        a.date,
        escaped(&a.title),
        nitf_element(a)
    )
}

fn rss_item(a: &Plain) -> String {
    format!(
        "<item><title>{}</title><guid>{}</guid><source url=\"https://x.example\">{}</source><pubDate>{}</pubDate>\
         <content:encoded><![CDATA[{}]]></content:encoded></item>",
        escaped(&a.title),
        a.id,
        escaped(&a.source),
        rfc2822(&a.date),
        a.elements()
    )
}

fn warc_record(a: &Plain) -> String {
    let page = page(a);
    let http = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{page}",
        page.len()
    );
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{}>\r\nWARC-Target-URI: https://x.example/{}\r\n\
         WARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        a.id,
        a.id,
        http.len()
    )
}

fn mail(a: &Plain) -> String {
    format!(
        "Message-ID: <{}>\nFrom: =?utf-8?Q?{}?= <news@x.example>\nSubject: =?utf-8?Q?{}?=\nDate: {}\nMIME-Version: 1.0\n\
         Content-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: 8bit\n\n{}\n",
        a.id,
        q_encoded(&a.source),
        q_encoded(&a.title),
        rfc2822(&a.date),
        a.text()
    )
}

/// Every byte as `=XX` (RFC 2047).
fn q_encoded(text: &str) -> String {
    text.bytes()
        .fold(String::new(), |all, byte| format!("{all}={byte:02X}"))
}

fn rfc2822(day: &str) -> String {
    let day: jiff::civil::Date = day.parse().unwrap();
    jiff::fmt::rfc2822::to_string(&day.at(8, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap()).unwrap()
}
