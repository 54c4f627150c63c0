//! The plain form of TOML that entity layers are written in, read line by line.
//!
//! A program that reads one article spends most of its time on reading dictionaries, and TOML's lexer, tables and values cost ten times
//! what these lines need. Whatever else TOML allows is left to TOML: [`plain_layer`] then gives nothing, and so it does for every mistake,
//! as TOML names it with its place.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use super::entity::{Alias, CaseRule, Entity};
use super::layer::{Layer, LayerMeta};
use super::places::Place;

/// The layer that a text in the plain form holds: `[meta]`, `[[entity]]` and `[[place]]` tables of `key = value` lines, where a value is a
/// string, `true` or `false`, or a list of strings and of `{ name = "…", … }` over one line or several.
pub(super) fn plain_layer(text: &str) -> Option<Layer> {
    // TOML refuses them, in comments too; other line ends are left to it.
    let odd = |b: u8| (b < b' ' && b != b'\n' && b != b'\t') || b == 0x7F;
    if text.bytes().fold(false, |any, b| any | odd(b)) {
        return None;
    }
    let mut layer = Layer::default();
    let mut table = Table::default();
    let mut lines = Lines(text);
    while let Some(line) = lines.next() {
        if is_end(line) {
            continue;
        }
        if line.starts_with('[') {
            table.close(&mut layer)?;
            table.kind = Kind::of(line)?;
            continue;
        }
        if let Kind::Meta = table.kind {
            table.meta.push_str(line);
            table.meta.push('\n');
            continue;
        }
        let (key, value) = cut(line, b'=')?;
        let value = match value.trim_ascii_start() {
            open if open.strip_prefix('[').is_some_and(is_end) => Value::List(list(&mut lines)?),
            value => one_line(value)?,
        };
        table.fields.push((key.trim_ascii_end(), value));
    }
    table.close(&mut layer)?;
    Some(layer)
}

/// The lines of a text, blanks at their ends taken off.
struct Lines<'a>(&'a str);

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.0.is_empty() {
            return None;
        }
        let (line, rest) = cut(self.0, b'\n').unwrap_or((self.0, ""));
        self.0 = rest;
        Some(line.trim_ascii())
    }
}

/// What stands before and after the first `mark`.
fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = memchr(mark, text.as_bytes())?;
    Some((&text[..at], &text[at + 1..]))
}

/// The table being read.
#[derive(Default)]
struct Table<'a> {
    kind: Kind,
    fields: Vec<(&'a str, Value<'a>)>,
    meta: String,
}

#[derive(Default, Clone, Copy)]
enum Kind {
    #[default]
    None,
    Meta,
    Entity,
    Place,
}

enum Value<'a> {
    Text(Cow<'a, str>),
    Flag(bool),
    List(Vec<Alias>),
}

impl Kind {
    fn of(line: &str) -> Option<Self> {
        match line {
            "[meta]" => Some(Self::Meta),
            "[[entity]]" => Some(Self::Entity),
            "[[place]]" => Some(Self::Place),
            _ => None,
        }
    }
}

impl<'a> Table<'a> {
    fn close(&mut self, layer: &mut Layer) -> Option<()> {
        match self.kind {
            Kind::None => self.fields.is_empty().then_some(()),
            Kind::Meta if layer.meta != LayerMeta::default() => None,
            Kind::Meta => {
                layer.meta = toml::from_str(&self.meta).ok()?;
                Some(())
            }
            Kind::Entity => {
                layer.entities.push(self.entity()?);
                Some(())
            }
            Kind::Place => {
                layer.places.push(self.place()?);
                Some(())
            }
        }
    }

    fn entity(&mut self) -> Option<Entity> {
        let entity = Entity {
            aliases: self.aliases("aliases")?,
            refs: self.texts("refs")?,
            similar: self.texts("similar")?,
            part_of: self.texts("part_of")?,
            same_as: self.texts("same_as")?,
            sector: self.text("sector")?,
            country: self.text("country")?,
            inside: self.text("in")?,
            sort: self.text("kind")?,
            weak: self.flag("weak")?,
            note: self.text("note")?,
            ..Entity::new(self.shared("id")??, self.text("type")??, self.shared("name")??)
        };
        self.fields.is_empty().then_some(entity)
    }

    fn place(&mut self) -> Option<Place> {
        let place = Place {
            id: self.shared("id")??.into(),
            name: self.shared("name")??.into(),
            kind: self.text("kind")??,
            country: self.text("country")?,
            capital: self.text("capital")?,
            inside: self.text("in")?,
            aliases: self.aliases("aliases")?,
            demonyms: self.texts("demonyms")?,
            weak: self.flag("weak")?,
            note: self.text("note")?,
        };
        self.fields.is_empty().then_some(place)
    }

    /// Takes the field `key` out; `None` inside where the table does not have it. A key twice stays behind, and the table is refused.
    fn take(&mut self, key: &str) -> Option<Value<'a>> {
        let at = self.fields.iter().position(|(k, _)| *k == key)?;
        Some(self.fields.swap_remove(at).1)
    }

    /// `None`: no text; `None` inside: not given.
    #[allow(clippy::option_option)]
    fn text(&mut self, key: &str) -> Option<Option<String>> {
        Some(self.shared(key)?.map(Cow::into_owned))
    }

    #[allow(clippy::option_option)] // as above
    fn shared(&mut self, key: &str) -> Option<Option<Cow<'a, str>>> {
        match self.take(key) {
            None => Some(None),
            Some(Value::Text(text)) => Some(Some(text)),
            Some(_) => None,
        }
    }

    fn flag(&mut self, key: &str) -> Option<bool> {
        match self.take(key) {
            None => Some(false),
            Some(Value::Flag(flag)) => Some(flag),
            Some(_) => None,
        }
    }

    fn aliases(&mut self, key: &str) -> Option<Vec<Alias>> {
        match self.take(key) {
            None => Some(Vec::new()),
            Some(Value::List(list)) => Some(list),
            Some(_) => None,
        }
    }

    fn texts(&mut self, key: &str) -> Option<Vec<String>> {
        let list = self.aliases(key)?;
        let plain = list
            .into_iter()
            .map(|alias| alias.is_plain().then_some(alias.name));
        plain.collect()
    }
}

/// Whether nothing but a comment is left of a line.
fn is_end(rest: &str) -> bool {
    let rest = rest.trim_ascii_start();
    rest.is_empty() || rest.starts_with('#')
}

fn one_line(value: &str) -> Option<Value<'_>> {
    let (value, rest) = if value.starts_with('"') {
        let (text, rest) = quoted(value)?;
        (Value::Text(text), rest)
    } else if let Some(rest) = value.strip_prefix("true") {
        (Value::Flag(true), rest)
    } else if let Some(rest) = value.strip_prefix("false") {
        (Value::Flag(false), rest)
    } else {
        let mut items = Vec::new();
        let rest = push_items(value.strip_prefix('[')?, &mut items)?;
        (Value::List(items), rest.strip_prefix(']')?)
    };
    is_end(rest).then_some(value)
}

/// The items of a list up to the line that closes it.
fn list(lines: &mut Lines<'_>) -> Option<Vec<Alias>> {
    let mut items = Vec::new();
    loop {
        let line = lines.next()?;
        if let Some(rest) = line.strip_prefix(']') {
            return is_end(rest).then_some(items);
        }
        let before = items.len();
        let rest = push_items(line, &mut items)?;
        // A line without a final comma would need the next one's beginning.
        if !is_end(rest) || (items.len() > before && !ends_with_comma(line, rest)) {
            return None;
        }
    }
}

fn ends_with_comma(line: &str, rest: &str) -> bool {
    line[..line.len() - rest.len()].trim_end().ends_with(',')
}

/// Adds the items that a line begins with, commas between them, and gives what is left of the line.
fn push_items<'a>(line: &'a str, items: &mut Vec<Alias>) -> Option<&'a str> {
    let mut rest = line.trim_ascii_start();
    loop {
        let after = if rest.starts_with('"') {
            let (name, after) = quoted(rest)?;
            items.push(Alias::plain(name));
            after
        } else if let Some(table) = rest.strip_prefix('{') {
            let (alias, after) = alias(table)?;
            items.push(alias);
            after
        } else {
            return Some(rest);
        };
        rest = after.trim_ascii_start();
        match rest.strip_prefix(',') {
            Some(next) => rest = next.trim_ascii_start(),
            None => return Some(rest),
        }
    }
}

/// `name = "…", weak = true }`: an alias with attributes, and what is left after its brace.
fn alias(table: &str) -> Option<(Alias, &str)> {
    let mut alias = Alias::plain("");
    let mut seen: Vec<&str> = Vec::new();
    let mut rest = table;
    loop {
        let (key, value) = cut(rest, b'=')?;
        let (key, value) = (key.trim_ascii(), value.trim_ascii_start());
        if seen.contains(&key) {
            return None;
        }
        seen.push(key);
        rest = attribute(&mut alias, key, value)?.trim_ascii_start();
        match rest.strip_prefix(',') {
            Some(next) => rest = next,
            None => break,
        }
    }
    let after = rest.strip_prefix('}')?;
    seen.contains(&"name").then_some((alias, after))
}

fn attribute<'a>(alias: &mut Alias, key: &str, value: &'a str) -> Option<&'a str> {
    if let Some((flag, rest)) = flag(value) {
        match key {
            "weak" => alias.weak = flag,
            "ambiguous" => alias.ambiguous = flag,
            "plural" => alias.plural = Some(flag),
            "fuzzy" => alias.fuzzy = Some(flag),
            _ => return None,
        }
        return Some(rest);
    }
    let (text, rest) = quoted(value)?;
    match key {
        "name" => alias.name = text.into_owned(),
        "case" => {
            alias.case = match text.as_ref() {
                "smart" => CaseRule::Smart,
                "exact" => CaseRule::Exact,
                "ignore" => CaseRule::Ignore,
                _ => return None,
            }
        }
        "by" => alias.by = Some(text.into_owned()),
        "since" => alias.since = Some(text.into_owned()),
        "until" => alias.until = Some(text.into_owned()),
        "source" => alias.source = Some(text.into_owned()),
        "lang" => alias.lang = Some(text.into_owned()),
        _ => return None,
    }
    Some(rest)
}

fn flag(value: &str) -> Option<(bool, &str)> {
    let yes = value.strip_prefix("true").map(|rest| (true, rest));
    yes.or_else(|| value.strip_prefix("false").map(|rest| (false, rest)))
}

/// The string that begins here, and what is left after it; `None` where it needs more than its bytes say.
fn quoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let text = text.strip_prefix('"')?;
    let end = memchr2(b'"', b'\\', text.as_bytes())?;
    let (inside, rest) = text.split_at(end);
    match rest.strip_prefix('"') {
        Some(rest) => Some((Cow::Borrowed(inside), rest)),
        None => escaped(text).map(|(inside, rest)| (Cow::Owned(inside), rest)),
    }
}

/// The same with quotation marks and backslashes escaped in it.
fn escaped(text: &str) -> Option<(String, &str)> {
    let mut inside = String::new();
    let mut rest = text;
    loop {
        let end = memchr2(b'"', b'\\', rest.as_bytes())?;
        inside.push_str(&rest[..end]);
        if rest[end..].starts_with('"') {
            return Some((inside, &rest[end + 1..]));
        }
        let escaped = rest.get(end + 1..end + 2).filter(|c| ["\"", "\\"].contains(c))?;
        inside.push_str(escaped);
        rest = &rest[end + 2..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::layer::{built_in, optional};

    #[test]
    fn our_layers_are_plain_and_read_as_toml_reads_them() {
        for source in built_in().iter().chain(&optional()) {
            let plain = plain_layer(&source.text);
            let toml: Layer = toml::from_str(&source.text).unwrap();
            assert!(
                plain == Some(toml),
                "{} is not plain, or read otherwise",
                source.path
            );
        }
    }

    #[test]
    fn every_plain_value() {
        let text = "# ours\n[meta]\nname = \"x\"\nretrieved = 2026-11-22\n\n[[entity]]\nid = \"org/x\" # why\ntype = \"organisation\"\n\
            name = \"X, \\\"\u{e9}\\\" [1] = {2}\"\nweak = true\nrefs = [\"a:1\", \"b:2\",]\nsimilar = []\naliases = [ # names\n  \"A\", \"B\",\n  # old\n  \
            { name = \"C\", case = \"exact\", plural = false, by = \"us, them\" }, # by us\n]\n";
        let plain = plain_layer(text).unwrap();
        assert_eq!(plain, toml::from_str(text).unwrap());
        assert_eq!(plain.entities[0].aliases.len(), 3);
    }

    #[test]
    fn what_is_not_plain_is_left_to_toml() {
        let entity = "[[entity]]\nid = \"a/b\"\ntype = \"t\"\nname = \"n\"\n";
        assert!(plain_layer(entity).is_some());
        for wrong in [
            "x = 1\n",
            "id = \"twice\"\n",
            "name = 'n'\n",
            "refs = [\"a\" \"b\"]\n",
            "refs = [\"a\"\n]\n",
            "aliases = [\n  \"a\"\n  \"b\",\n]\n",
            "aliases = [\n  \"a\\u0041\",\n]\n",
            "aliases = [\n  \"a\",\n",
            "aliases = [\n  { weak = true },\n]\n",
            "aliases = [\n  { name = \"a\", name = \"b\" },\n]\n",
            "refs = [{ name = \"a\", weak = true }]\n",
            "weak = truely\n",
            "weak = \"true\"\n",
            "note = \"\"\"\nlong\"\"\"\n",
            "[[stop]]\nname = \"a\"\n",
        ] {
            assert_eq!(plain_layer(&format!("{entity}{wrong}")), None, "{wrong}");
        }
        assert_eq!(plain_layer("[[entity]]\nid = \"a/b\"\nname = \"n\"\n"), None);
        assert_eq!(plain_layer("id = \"a/b\"\n"), None);
    }
}
