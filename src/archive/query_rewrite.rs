//! What a query means beyond tantivy's language: a name finds its entity under every alias, `published:` takes days, `story:` its articles.

use tantivy::Term;
use tantivy::query_grammar::{Delimiter, Occur, UserInputAst, UserInputLeaf, UserInputLiteral};
use tantivy::tokenizer::TokenStream as _;

use super::ArchiveError;
use super::query_days::{day_bound, days};
use super::reader::Archive;

/// Most words that are tried together as a name.
const LONGEST_NAME: usize = 8;

impl Archive {
    /// The query as the index can be asked it.
    pub(super) fn rewrite(&self, ast: UserInputAst) -> Result<UserInputAst, ArchiveError> {
        Ok(match ast {
            UserInputAst::Clause(clauses) => self.rewrite_clauses(&clauses)?,
            UserInputAst::Boost(inner, boost) => UserInputAst::Boost(Box::new(self.rewrite(*inner)?), boost),
            UserInputAst::Leaf(leaf) => self.rewrite_leaf(*leaf)?,
        })
    }

    /// Rewrites the parts of a list; neighbouring bare words that are a name together are tried as that name too.
    fn rewrite_clauses(&self, clauses: &[Part]) -> Result<UserInputAst, ArchiveError> {
        let mut parts = Vec::new();
        let mut rest = clauses;
        while let Some((occur, ast)) = rest.first() {
            let run = self.name_run(rest)?;
            if run > 1 {
                let words: Vec<Part> = rest[..run].iter().map(|(_, ast)| (None, ast.clone())).collect();
                let name = joined(&rest[..run]);
                parts.push((*occur, either(UserInputAst::Clause(words), &name)));
                rest = &rest[run..];
            } else {
                parts.push((*occur, self.rewrite(ast.clone())?));
                rest = &rest[1..];
            }
        }
        Ok(UserInputAst::Clause(parts))
    }

    /// How many of the first parts, all bare words under one operator, are a name of an entity of the archive together.
    fn name_run(&self, parts: &[Part]) -> Result<usize, ArchiveError> {
        let words = parts
            .iter()
            .take(LONGEST_NAME)
            .take_while(|(occur, ast)| bare_word(ast).is_some() && *occur == parts[0].0);
        let count = words.count();
        for run in (2..=count).rev() {
            if self.is_name(&joined(&parts[..run]))? {
                return Ok(run);
            }
        }
        Ok(1)
    }

    fn is_name(&self, name: &str) -> Result<bool, ArchiveError> {
        let Some(term) = self.name_term(name) else {
            return Ok(false);
        };
        Ok(self.searcher.doc_freq(&term).map_err(|e| self.failed(&e))? > 0)
    }

    fn name_term(&self, name: &str) -> Option<Term> {
        let mut analyzer = self.index.tokenizer_for_field(self.fields.entity).ok()?;
        let mut tokens = analyzer.token_stream(name);
        let token = tokens.next()?;
        Some(Term::from_field_text(self.fields.entity, &token.text))
    }

    fn rewrite_leaf(&self, leaf: UserInputLeaf) -> Result<UserInputAst, ArchiveError> {
        match leaf {
            UserInputLeaf::Literal(word) if word.field_name.is_none() && !word.prefix && word.slop == 0 => {
                let name = word.phrase.clone();
                let words = UserInputAst::from(UserInputLeaf::Literal(word));
                Ok(if self.is_name(&name)? {
                    either(words, &name)
                } else {
                    words
                })
            }
            UserInputLeaf::Literal(word) => match word.field_name.as_deref() {
                Some("published") => days(&word.phrase),
                Some("story") => self.members(&word.phrase),
                _ => Ok(UserInputLeaf::Literal(word).into()),
            },
            UserInputLeaf::Range { field, lower, upper } if field.as_deref() == Some("published") => {
                Ok(UserInputLeaf::Range {
                    field,
                    lower: day_bound(lower, false)?,
                    upper: day_bound(upper, true)?,
                }
                .into())
            }
            leaf => Ok(leaf.into()),
        }
    }

    /// The articles of a story.
    fn members(&self, story: &str) -> Result<UserInputAst, ArchiveError> {
        let elements = self.story(story)?.map_or_else(Vec::new, |story| story.articles);
        if elements.is_empty() {
            return Err(ArchiveError::new(
                "there is no such story",
                story,
                "no story of the archive has this id",
                "`dateline stories`, which lists them",
            ));
        }
        Ok(UserInputLeaf::Set {
            field: Some("id".to_owned()),
            elements,
        }
        .into())
    }
}
/// A part of a query with its operator.
type Part = (Option<Occur>, UserInputAst);

fn either(words: UserInputAst, name: &str) -> UserInputAst {
    UserInputAst::or(vec![words, literal("entity", name)])
}

fn literal(field: &str, phrase: &str) -> UserInputAst {
    UserInputLeaf::Literal(UserInputLiteral {
        field_name: Some(field.to_owned()),
        phrase: phrase.to_owned(),
        delimiter: Delimiter::DoubleQuotes,
        slop: 0,
        prefix: false,
    })
    .into()
}

fn bare_word(ast: &UserInputAst) -> Option<&str> {
    match ast {
        UserInputAst::Leaf(leaf) => match leaf.as_ref() {
            UserInputLeaf::Literal(word)
                if word.field_name.is_none()
                    && word.delimiter == Delimiter::None
                    && !word.prefix
                    && word.slop == 0 =>
            {
                Some(&word.phrase)
            }
            _ => None,
        },
        _ => None,
    }
}

fn joined(parts: &[Part]) -> String {
    parts
        .iter()
        .filter_map(|(_, ast)| bare_word(ast))
        .collect::<Vec<_>>()
        .join(" ")
}
