//! How the demo steers its vendors: the choices that its drawer and its stories make, each by its place in the
//! sandbox's lists. Written out by hand, since a general reader of orders weighs much in a page.

use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::{ArmedFault, Command, FAULTS, Fault, RouteName, SWITCHES, Setting, TARGETS};

/// An order, as it stands on a tape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steer {
    /// Moves the clock on by seconds.
    Advance(i64),
    /// QuickStream: a secret key is made that lives for so many days.
    MakeSecretKey(u32),
    /// Arms a fault, by the places of its target and of itself, so many times.
    Arm(usize, usize, u32),
    /// Turns a switch, by its place and that of the position.
    Turn(usize, usize),
    /// Disarms every fault.
    DisarmAll,
}

impl Steer {
    /// Arms a fault once. `None` if it is not in the lists.
    pub fn arm(vendor: Vendor, route: Option<RouteName>, fault: &Fault) -> Option<Self> {
        let target = TARGETS.iter().position(|one| (one.0, one.1) == (vendor, route))?;
        let fault = FAULTS.iter().position(|(one, _)| one == fault)?;
        Some(Self::Arm(target, fault, 1))
    }

    /// Turns a switch. `None` if it is not in the lists.
    pub fn turn(to: &Setting) -> Option<Self> {
        let place = |positions: &[(Setting, &str)]| positions.iter().position(|(one, _)| one == to);
        let mut switches = SWITCHES.iter().enumerate();
        switches.find_map(|(at, switch)| Some(Self::Turn(at, place(switch.positions)?)))
    }

    /// As an order for the sandbox; `None` if a place is not in its list.
    pub(super) fn order(self) -> Option<Command> {
        Some(match self {
            Self::Advance(seconds) => Command::Advance { seconds },
            Self::MakeSecretKey(days) => Command::MakeSecretKey { days },
            Self::Arm(target, fault, times) => {
                let (vendor, route, _) = *TARGETS.get(target)?;
                Command::Arm(ArmedFault { vendor, route, fault: FAULTS.get(fault)?.0.clone(), times })
            }
            Self::Turn(switch, position) => {
                Command::Set(SWITCHES.get(switch)?.positions.get(position)?.0.clone())
            }
            Self::DisarmAll => Command::DisarmAll,
        })
    }

    pub(super) fn write(self) -> String {
        match self {
            Self::Advance(seconds) => format!("advance {seconds}"),
            Self::MakeSecretKey(days) => format!("make {days}"),
            Self::Arm(target, fault, times) => format!("arm {target} {fault} {times}"),
            Self::Turn(switch, position) => format!("turn {switch} {position}"),
            Self::DisarmAll => "disarm".to_owned(),
        }
    }

    pub(super) fn read(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let steer = match words.next()? {
            "advance" => Self::Advance(number(words.next())?),
            "make" => Self::MakeSecretKey(number(words.next())?),
            "arm" => Self::Arm(number(words.next())?, number(words.next())?, number(words.next())?),
            "turn" => Self::Turn(number(words.next())?, number(words.next())?),
            "disarm" => Self::DisarmAll,
            _ => return None,
        };
        words.next().is_none().then_some(steer)
    }
}

fn number<T: std::str::FromStr>(word: Option<&str>) -> Option<T> {
    word?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyturn_sandbox::DeleteChoice;

    #[test]
    fn every_choice_comes_back_from_the_tape_and_makes_an_order() {
        let mut all = vec![Steer::Advance(-5), Steer::MakeSecretKey(90), Steer::DisarmAll];
        for target in 0..TARGETS.len() {
            all.extend((0..FAULTS.len()).map(|fault| Steer::Arm(target, fault, 2)));
        }
        for (at, switch) in SWITCHES.iter().enumerate() {
            all.extend((0..switch.positions.len()).map(|position| Steer::Turn(at, position)));
        }
        for steer in all {
            assert_eq!(Steer::read(&steer.write()), Some(steer));
            assert!(steer.order().is_some(), "{steer:?}");
        }
    }

    #[test]
    fn what_is_no_choice_is_none() {
        for line in ["", "advance", "advance x", "arm 1 2", "disarm 1", "polish 3"] {
            assert_eq!(Steer::read(line), None, "{line}");
        }
        assert!(Steer::Arm(99, 0, 1).order().is_none() && Steer::Turn(0, 99).order().is_none());
        assert_eq!(Steer::arm(Vendor::SuperApi, None, &Fault::Latency(1)), None);
        let newest = Steer::turn(&Setting::DeleteChoice(DeleteChoice::Newest)).unwrap();
        assert_eq!(newest.order(), Some(Command::Set(Setting::DeleteChoice(DeleteChoice::Newest))));
    }
}
