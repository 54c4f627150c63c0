//! Documents on their way to the index writers, as many at a time as memory allows.
//!
//! The index queues ten thousand documents, however long they are, while its writers write segments out: of press articles, 20 kB each with text and
//! record, as many as 200 MB. Here each counts by its bytes until a writer has taken it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tantivy::TantivyDocument;
use tantivy::schema::document::{Document, Value as _};

/// Bytes of documents that wait: some four hundred of press articles. With 16 MB a build takes as long.
const MOST: usize = 8 << 20;

/// Counts the bytes of the documents that wait.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: Mutex<usize>,
    taken: Condvar,
}

impl Queue {
    /// Lets a document in, as soon as there is room. One that alone is larger than the room gets all of it.
    pub(super) fn enter(self: &Arc<Self>, document: TantivyDocument) -> Queued {
        let bytes = bytes(&document);
        let full = |waiting: &mut usize| *waiting > 0 && *waiting + bytes > MOST;
        let waiting = self.taken.wait_while(self.waiting(), full);
        *waiting.unwrap_or_else(PoisonError::into_inner) += bytes;
        Queued {
            document,
            _place: Place {
                queue: Arc::clone(self),
                bytes,
            },
        }
    }

    fn waiting(&self) -> MutexGuard<'_, usize> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A document that waits for an index writer. What is dropped, since the writers ended with an error, waits no longer.
#[derive(Debug)]
pub(super) struct Queued {
    document: TantivyDocument,
    _place: Place,
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}

/// The room that a document takes.
#[derive(Debug)]
struct Place {
    queue: Arc<Queue>,
    bytes: usize,
}

impl Drop for Place {
    fn drop(&mut self) {
        *self.queue.waiting() -= self.bytes;
        self.queue.taken.notify_one();
    }
}

fn bytes(document: &TantivyDocument) -> usize {
    let values = document.iter_fields_and_values();
    values.map(|(_, value)| value.as_str().map_or(8, str::len)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;
    use std::thread;
    use tantivy::schema::Field;

    fn document(bytes: usize) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(Field::from_field_id(0), "x".repeat(bytes));
        document
    }

    #[test]
    fn no_more_wait_than_there_is_room_for() {
        let queue = Arc::new(Queue::default());
        let (sender, receiver) = channel();
        thread::scope(|scope| {
            let queue = &queue;
            scope.spawn(move || {
                for _ in 0..50 {
                    sender.send(queue.enter(document(MOST / 4 + 1))).unwrap();
                }
            });
            let mut taken = 0;
            for queued in receiver {
                assert!(*queue.waiting() <= MOST);
                assert_eq!(bytes(&queued.into_tantivy_document()), MOST / 4 + 1);
                taken += 1;
            }
            assert_eq!(taken, 50);
        });
        assert_eq!(*queue.waiting(), 0);
    }

    #[test]
    fn what_is_larger_than_the_room_goes_alone() {
        let queue = Arc::new(Queue::default());
        let queued = queue.enter(document(2 * MOST));
        assert_eq!(*queue.waiting(), 2 * MOST);
        drop(queued);
        drop(queue.enter(document(1)));
        assert_eq!(*queue.waiting(), 0);
    }
}
