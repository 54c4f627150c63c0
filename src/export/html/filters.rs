//! The filters: what a reader can choose by.

use std::collections::BTreeMap;

use super::markup::Markup;
use super::wording;

/// What there is to choose from, with how many of each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choices<'a> {
    /// Whether there are facts at all.
    pub(super) has_facts: bool,
    /// Questions, by facts.
    pub(super) questions: &'a BTreeMap<String, usize>,
    /// Outlets, by articles.
    pub(super) outlets: &'a BTreeMap<String, usize>,
    /// Kinds, by mentions.
    pub(super) kinds: &'a BTreeMap<String, usize>,
}

/// Writes the filters. The script shows them; without it they would do nothing.
pub(super) fn write(choices: &Choices<'_>, html: &mut Markup) {
    html.raw(
        "<form id=\"filters\" slot=\"filters\" role=\"search\" aria-label=\"Filters\" hidden>\n<div class=\"fields\">",
    );
    html.raw(
        "<label class=\"words\">Words <input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n",
    );
    if choices.has_facts {
        facts(choices, html);
    }
    html.raw("<label>Outlet <select name=\"outlet\"><option value=\"\">all</option>\n");
    options(choices.outlets, html);
    html.raw("</select></label></div>\n<div class=\"below\"><fieldset><legend>Marks</legend> ");
    for kind in choices.kinds.keys() {
        let class = wording::kind_class(kind);
        html.raw("<label><input type=\"checkbox\" name=\"kind\" checked value=\"")
            .raw(class)
            .raw("\"> <span class=\"");
        html.raw(class).raw("\">").text(kind).raw("</span></label> ");
    }
    html.raw("<label><input type=\"checkbox\" name=\"kind\" checked value=\"claim\"> <span class=\"claim\">claim</span></label> ");
    html.raw("<button type=\"reset\">Show all</button></fieldset>\n<p id=\"shown\" role=\"status\"></p></div></form>\n");
}

fn facts(choices: &Choices<'_>, html: &mut Markup) {
    html.raw("<label>Verdict <select name=\"verdict\"><option value=\"\">all</option>\n");
    for verdict in wording::VERDICTS.map(wording::verdict) {
        html.raw("<option value=\"")
            .raw(verdict.class)
            .raw("\">")
            .raw(verdict.sign)
            .raw(" ")
            .raw(verdict.words);
        html.raw("</option>\n");
    }
    html.raw(
        "</select></label>\n<label>Read <select name=\"reading\"><option value=\"strict\">strictly</option>",
    );
    html.raw("<option value=\"lenient\">leniently</option></select></label>\n");
    html.raw("<label>Question <select name=\"question\"><option value=\"\">all</option>\n");
    options(choices.questions, html);
    html.raw("</select></label>\n");
}

/// The options of a choice, each with how many it would leave.
fn options(counts: &BTreeMap<String, usize>, html: &mut Markup) {
    for (name, count) in counts {
        html.raw("<option value=\"").text(name).raw("\">").text(name);
        if *count > 0 {
            html.raw(" (").number(*count).raw(")");
        }
        html.raw("</option>\n");
    }
}
