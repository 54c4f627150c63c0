//! A multinomial logistic model with sparse weights, fitted by FTRL-proximal (McMahan et al. 2013, "Ad click prediction: a view from the
//! trenches", algorithm 1): one pass after another over shuffled examples, each weight with its own step, L1 keeping most at zero.

/// An example: features with values, the right class, and how much it counts.
#[derive(Debug, Clone)]
pub(crate) struct Labelled {
    /// Feature numbers and values.
    pub(crate) features: Vec<(u32, f32)>,
    /// 0 to 2, or 3 for none.
    pub(crate) class: usize,
    /// Its scores before anything is learned.
    pub(crate) prior: [f32; 3],
    /// Its weight.
    pub(crate) weight: f32,
}

/// How to fit.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Passes over the examples.
    pub passes: usize,
    /// Size of steps.
    pub step: f32,
    /// Strength of L1: how much a weight must bring not to be zero.
    pub l1: f32,
    /// Strength of L2.
    pub l2: f32,
    /// Features that occur in fewer examples are left out.
    pub at_least: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            passes: 6,
            step: 0.3,
            l1: 6.0,
            l2: 0.5,
            at_least: 2,
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Slot {
    z: [f32; 3],
    n: [f32; 3],
}

/// The weights of `features` features, three a feature (class 3 has score 0).
pub(crate) fn fit(examples: &[Labelled], features: usize, settings: Settings) -> Vec<[f32; 3]> {
    let mut slots = vec![Slot::default(); features];
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut random = Random(0x5EED_0FDA_7E11);
    for _ in 0..settings.passes {
        random.shuffle(&mut order);
        for at in &order {
            learn(&examples[*at as usize], &mut slots, settings);
        }
    }
    slots.iter().map(|s| weights(s, settings)).collect()
}

fn learn(example: &Labelled, slots: &mut [Slot], settings: Settings) {
    let mut scores = example.prior;
    for (number, value) in &example.features {
        let weights = weights(&slots[*number as usize], settings);
        for class in 0..3 {
            scores[class] += value * weights[class];
        }
    }
    let top = scores.iter().fold(0.0_f32, |top, s| top.max(*s));
    let powers = scores.map(|s| (s - top).exp());
    let sum = powers.iter().sum::<f32>() + (-top).exp();
    for (class, power) in powers.iter().enumerate() {
        let wanted = if class == example.class { 1.0 } else { 0.0 };
        let slope = example.weight * (power / sum - wanted);
        for (number, value) in &example.features {
            step(&mut slots[*number as usize], class, slope * value, settings);
        }
    }
}

fn step(slot: &mut Slot, class: usize, slope: f32, settings: Settings) {
    let weight = weight(slot, class, settings);
    let sum = slot.n[class] + slope * slope;
    let sigma = (sum.sqrt() - slot.n[class].sqrt()) / settings.step;
    slot.z[class] += slope - sigma * weight;
    slot.n[class] = sum;
}

fn weights(slot: &Slot, settings: Settings) -> [f32; 3] {
    [0, 1, 2].map(|class| weight(slot, class, settings))
}

fn weight(slot: &Slot, class: usize, settings: Settings) -> f32 {
    let z = slot.z[class];
    if z.abs() <= settings.l1 {
        return 0.0;
    }
    (z.signum() * settings.l1 - z) / ((1.0 + slot.n[class].sqrt()) / settings.step + settings.l2)
}

/// xorshift64* (Vigna 2016) from a fixed seed: the same order in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn shuffle(&mut self, order: &mut [u32]) {
        for at in (1..order.len()).rev() {
            let other = (self.next() >> 11) as usize % (at + 1);
            order.swap(at, other);
        }
    }
}
