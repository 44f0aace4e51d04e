//! A few things in the order of their numbers. A tree would take more of the module than they take of memory.

/// Things in the order of their numbers.
#[derive(Clone)]
pub(crate) struct Sorted<N, T>(Vec<(N, T)>);

impl<N, T> Default for Sorted<N, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<N: Ord + Copy, T> Sorted<N, T> {
    fn place(&self, number: N) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.cmp(&number))
    }

    pub(crate) fn get_mut(&mut self, number: N) -> Option<&mut T> {
        let place = self.place(number).ok()?;
        self.0.get_mut(place).map(|(_, thing)| thing)
    }

    /// The thing of this number, which is made if there is none.
    pub(crate) fn entry(&mut self, number: N, make: impl FnOnce() -> T) -> &mut T {
        let place = self.place(number).unwrap_or_else(|place| {
            self.0.insert(place, (number, make()));
            place
        });
        &mut self.0[place].1
    }

    pub(crate) fn remove(&mut self, number: N) -> Option<T> {
        self.place(number).ok().map(|place| self.0.remove(place).1)
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (N, &T)> {
        self.0.iter().map(|(number, thing)| (*number, thing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_found_by_their_numbers_and_told_in_their_order() {
        let mut sorted = Sorted::default();
        for number in [5, 1, 9, 5, 3] {
            *sorted.entry(number, || 0) += number;
        }
        assert_eq!(sorted.iter().collect::<Vec<_>>(), [(1, &1), (3, &3), (5, &10), (9, &9)]);
        assert_eq!((sorted.remove(3), sorted.remove(3)), (Some(3), None));
        assert_eq!((sorted.get_mut(9).copied(), sorted.get_mut(3).copied()), (Some(9), None));
    }
}
