//! Finite fields of up to 128 elements, for the transversal designs.

/// Elements are numbers; the digits to the base of the characteristic are a polynomial's.
pub(super) struct Field {
    order: usize,
    prime: usize,
    /// Products, row by row; empty for a prime order, where a remainder does.
    products: Vec<u8>,
}

impl Field {
    /// The field of this order, if there is one and it is not too large.
    pub(super) fn new(order: usize) -> Option<Self> {
        let prime = (2..=order).find(|prime| order.is_multiple_of(*prime))?;
        let degree = (1..8).find(|degree| prime.pow(*degree) >= order)?;
        if prime.pow(degree) != order || order > 128 {
            return None;
        }
        if degree == 1 {
            let products = Vec::new();
            return Some(Self {
                order,
                prime,
                products,
            });
        }
        // A polynomial without zero divisors is irreducible; the first one will do.
        (0..order).find_map(|tail| {
            let mut products = vec![0; order * order];
            for a in 1..order {
                for b in a..order {
                    let product = product(a, b, tail, prime, order);
                    if product == 0 {
                        return None;
                    }
                    products[a * order + b] = product as u8;
                    products[b * order + a] = product as u8;
                }
            }
            Some(Self {
                order,
                prime,
                products,
            })
        })
    }

    pub(super) fn sum(&self, a: usize, b: usize) -> usize {
        sum(a, b, self.prime)
    }

    pub(super) fn product(&self, a: usize, b: usize) -> usize {
        if self.products.is_empty() {
            return a * b % self.order;
        }
        self.products[a * self.order + b] as usize
    }
}

/// Digit by digit, without a carry.
fn sum(mut a: usize, mut b: usize, prime: usize) -> usize {
    let (mut sum, mut place) = (0, 1);
    while a > 0 || b > 0 {
        sum += (a % prime + b % prime) % prime * place;
        (a, b, place) = (a / prime, b / prime, place * prime);
    }
    sum
}

/// The product of two polynomials, where the highest power equals `tail`.
fn product(a: usize, mut b: usize, tail: usize, prime: usize, order: usize) -> usize {
    let (mut product, mut shifted) = (0, a);
    while b > 0 {
        for _ in 0..b % prime {
            product = sum(product, shifted, prime);
        }
        b /= prime;
        let (high, low) = (shifted / (order / prime), shifted % (order / prime) * prime);
        shifted = low;
        for _ in 0..high {
            shifted = sum(shifted, tail, prime);
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prime_powers_have_fields_and_other_numbers_none() {
        let orders: Vec<usize> = (0..=32)
            .filter(|order| Field::new(*order).is_some())
            .collect();
        let powers = [
            2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 25, 27, 29, 31, 32,
        ];
        assert_eq!(orders, powers);
    }

    #[test]
    fn multiplication_by_anything_but_zero_loses_nothing() {
        for order in [4, 7, 8, 9, 25, 27] {
            let field = Field::new(order).unwrap();
            for a in 1..order {
                let mut row: Vec<usize> = (0..order).map(|b| field.product(a, b)).collect();
                row.sort_unstable();
                assert!(row.into_iter().eq(0..order), "row {a} of {order}");
            }
        }
    }
}
