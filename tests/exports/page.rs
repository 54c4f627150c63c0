//! The page, read back by Python's parser and by a browser.

use super::{export, read_back, run};

#[test]
fn a_page_reads_without_our_code_and_filters_in_a_browser() {
    let (_folder, page) = export("html", "page.html", &[]);
    let (_lines_folder, lines) = export("jsonl", "articles.jsonl", &["--with-text"]);
    if let Some(told) = read_back("page.py", &[&page, &lines]) {
        assert!(told.contains("31 articles"), "{told}");
    }
    read_back("page_browser.py", &[&page]);
}

#[test]
fn a_page_of_one_story_bears_its_title() {
    let (_folder, page) = export("html", "story.html", &["story:a9022beceacc"]);
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(
        html.contains("<title>Paddling body says hackers broke into athletes&#39; medical files"),
        "{}",
        &html[..2000]
    );
    read_back("page.py", &[&page]);
    // Some articles of several stories: words of those that are not there have no links.
    let (_folder, page) = export("html", "some.html", &["verdict:conflict"]);
    read_back("page.py", &[&page]);
}

#[test]
fn articles_alone_make_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("alone.html");
    let arguments = [
        "extract",
        "corpus/dev",
        "--config",
        "none",
        "--format",
        "html",
        "-o",
    ];
    run(&[&arguments[..], &[page.to_str().unwrap()]].concat());
    if let Some(told) = read_back("page.py", &[&page]) {
        assert!(told.starts_with("31 articles 0 facts"), "{told}");
    }
}

/// Articles that try to act in a browser, in every field that a page shows.
fn hostile_lines() -> String {
    let acts = "</p></script></style><script>document.documentElement.dataset.acted='1'</script>\
        <img src=x onerror=\"document.documentElement.dataset.acted='1'\"><!-- <svg onload=alert(1)> ]]> &lt;b&gt; &#60;\
        <a href='javascript:alert(1)'>x</a> {{7*7}} \u{2028}\u{202e}desrever\u{202c}\u{2066}\u{0}\u{1b}[31m\u{9b}\u{feff}\u{fffe}\u{1f600}\tend \"'`";
    let told = |n: usize, killed: &str| {
        let body = format!(
            "{acts}\r\n\r\nA fire at the Oakhaven Ferry Company {acts} killed {killed} people on Monday, police said.\n\
             {acts} The ferry burned at Oakhaven for two hours. The company said that {killed} people were killed on the ferry."
        );
        serde_json::json!({
            "id": format!("{n} \"{acts}\" #x%41/../é"),
            "title": format!("{acts} Ferry fire at Oakhaven kills {killed}"),
            "source": format!("Post {n} {acts}"),
            "date": "2020-03-03",
            "text": body,
        })
        .to_string()
    };
    [told(1, "three"), told(2, "five"), told(3, "three")].join("\n")
}

#[test]
fn nothing_in_an_article_acts_in_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("in.jsonl"), hostile_lines()).unwrap();
    run(&[
        "build",
        &path("in.jsonl"),
        "--config",
        "none",
        "-o",
        &path("archive"),
    ]);
    for (format, name) in [("html", "page.html"), ("jsonl", "articles.jsonl")] {
        let to = ["-f", format, "-o", &path(name), "--with-text"];
        run(&[&["export", "-a", &path("archive")][..], &to].concat());
    }
    let (page, lines) = (
        folder.path().join("page.html"),
        folder.path().join("articles.jsonl"),
    );
    if let Some(told) = read_back("page.py", &[&page, &lines]) {
        assert!(
            told.starts_with("3 articles") && !told.contains(" 0 facts"),
            "{told}"
        );
    }
    read_back("page_browser.py", &[&page]);
}
