//! Command transcripts.

#[test]
fn transcripts() {
    trycmd::TestCases::new().case("tests/cmd/*.toml").case("tests/cmd/*.md");
}
