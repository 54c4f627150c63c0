//! Who publishes an outlet: `dictionaries/outlets/outlets.toml`. Two papers of one owner share their copy, and one paper goes by many names.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::{DictionaryError, dictionary, slug};

/// Outlets by what articles call them.
#[derive(Debug, Default)]
pub struct Outlets {
    /// Names as slugs, and domains, to the owner or the outlet itself. `None` where two outlets go by one name.
    publishers: BTreeMap<String, Option<Arc<str>>>,
}

#[derive(Deserialize)]
struct OutletFile {
    outlet: Vec<Outlet>,
}

/// One outlet as the file lists it.
#[derive(Deserialize)]
struct Outlet {
    id: Arc<str>,
    name: String,
    owner: Option<String>,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    ambiguous: Vec<String>,
    #[serde(default)]
    domains: Vec<String>,
}

impl Outlets {
    /// The built-in outlets.
    ///
    /// # Errors
    /// A file that does not parse.
    pub fn built_in() -> Result<Self, DictionaryError> {
        let source = dictionary!("outlets/outlets.toml");
        let file: OutletFile = source.table()?;
        let mut publishers = BTreeMap::<String, Option<Arc<str>>>::new();
        for outlet in file.outlet {
            let owner = outlet.owner.map(|owner| format!("owner/{}", slug(&owner)).into());
            let publisher: Arc<str> = owner.unwrap_or(outlet.id);
            let names = std::iter::once(&outlet.name).chain(&outlet.names);
            let sure = names
                .filter(|name| !outlet.ambiguous.contains(name))
                .map(|name| slug(name));
            for name in sure.chain(outlet.domains) {
                publishers
                    .entry(name)
                    .and_modify(|known| *known = known.take().filter(|known| *known == publisher))
                    .or_insert_with(|| Some(Arc::clone(&publisher)));
            }
        }
        Ok(Self { publishers })
    }

    /// The publisher of an outlet as an article names it: `owner/…` or `outlet/…`. "Fox News (Online News)" and `www.foxnews.com` are one.
    pub fn publisher(&self, outlet: &str) -> Option<&Arc<str>> {
        let known = |name: &str| self.publishers.get(name)?.as_ref();
        let domain = outlet.trim().to_lowercase();
        let name = outlet.split('(').next().unwrap_or(outlet);
        self.of_domain(&domain).or_else(|| known(&slug(name)))
    }

    /// By the domain or the one it is in: `edition.example.com` is `example.com`.
    fn of_domain(&self, domain: &str) -> Option<&Arc<str>> {
        let mut rest = domain;
        loop {
            if let Some(known) = self.publishers.get(rest) {
                return known.as_ref();
            }
            rest = rest.split_once('.')?.1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Outlets;

    #[test]
    fn one_publisher_under_many_names() {
        let outlets = Outlets::built_in().unwrap();
        let of = |outlet: &str| outlets.publisher(outlet).map(ToString::to_string);
        assert_eq!(of("9news.com.au"), Some("owner/nine".to_owned()));
        assert_eq!(of("www.9news.com.au"), of("9News (Online)"));
        assert_eq!(of("ABC"), None);
        assert_eq!(of("Harbour Gazette of Nowhere"), None);
    }
}
