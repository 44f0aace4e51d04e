//! What the demo's drawer and its stories tell the vendors. Written out by hand, since a general reader of commands
//! weighs much in a page.

use super::codes::{
    Target, decode_fault, decode_setting, decode_target, encode_fault, encode_setting, encode_target,
};
use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::{ArmedFault, Command, Fault, RouteName, Setting};

/// A command to the vendors that the event log can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steer {
    /// Moves the clock on by seconds.
    Advance(i64),
    /// QuickStream: a secret key is made that lives for so many days.
    MakeSecretKey(u32),
    /// Arms a fault, by its number, so many times.
    Arm(Target, u8, u32),
    /// Turns a switch, by its number and that of the position.
    Turn(u8, u8),
    /// Disarms every fault.
    DisarmAll,
}

impl Steer {
    /// Arms a fault so many times. `None` if the demo does not offer it.
    pub fn arm(vendor: Vendor, route: Option<RouteName>, fault: &Fault, times: u32) -> Option<Self> {
        encode_fault(fault).map(|fault| Self::Arm((vendor, route), fault, times))
    }

    /// Turns a switch. `None` if the demo does not offer the position.
    pub fn turn(to: &Setting) -> Option<Self> {
        encode_setting(to).map(|(switch, position)| Self::Turn(switch, position))
    }

    /// As an order for the sandbox; `None` for a number that stands for nothing.
    pub(super) fn order(self) -> Option<Command> {
        Some(match self {
            Self::Advance(seconds) => Command::Advance { seconds },
            Self::MakeSecretKey(days) => Command::MakeSecretKey { vendor: Vendor::QuickStream, days },
            Self::Arm((vendor, route), fault, times) => {
                Command::Arm(ArmedFault { vendor, route, fault: decode_fault(fault)?, times })
            }
            Self::Turn(switch, position) => Command::Set(decode_setting(switch, position)?),
            Self::DisarmAll => Command::DisarmAll,
        })
    }

    pub(super) fn write(self) -> String {
        match self {
            Self::Advance(seconds) => format!("advance {seconds}"),
            Self::MakeSecretKey(days) => format!("make {days}"),
            Self::Arm(target, fault, times) => format!("arm {} {fault} {times}", encode_target(target)),
            Self::Turn(switch, position) => format!("turn {switch} {position}"),
            Self::DisarmAll => "disarm".to_owned(),
        }
    }

    pub(super) fn read(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let steer = match words.next()? {
            "advance" => Self::Advance(number(words.next())?),
            "make" => Self::MakeSecretKey(number(words.next())?),
            "arm" => Self::Arm(decode_target(words.next()?)?, number(words.next())?, number(words.next())?),
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
    use keyturn_sandbox::{DeleteChoice, FAULTS, SWITCHES, TARGETS};

    #[test]
    fn every_choice_comes_back_from_the_event_log_as_a_command() {
        let mut all = vec![Steer::Advance(-5), Steer::MakeSecretKey(90), Steer::DisarmAll];
        for (vendor, route, _) in TARGETS {
            all.extend(FAULTS.iter().map(|(fault, _)| Steer::arm(vendor, route, fault, 2).unwrap()));
        }
        let positions = SWITCHES.iter().flat_map(|switch| switch.positions);
        all.extend(positions.map(|(setting, _)| Steer::turn(setting).unwrap()));
        for steer in all {
            assert_eq!(Steer::read(&steer.write()), Some(steer));
            assert!(steer.order().is_some(), "{steer:?}");
        }
    }

    #[test]
    fn what_is_no_choice_is_none() {
        for line in
            ["", "advance", "advance x", "arm 1 2", "arm 1 256 1", "arm nobody 1 1", "disarm 1", "polish 3"]
        {
            assert_eq!(Steer::read(line), None, "{line}");
        }
        assert!(
            Steer::Arm((Vendor::SuperApi, None), 99, 1).order().is_none()
                && Steer::Turn(0, 99).order().is_none()
        );
        assert_eq!(Steer::arm(Vendor::SuperApi, None, &Fault::Latency(1), 1), None);
        let newest = Steer::turn(&Setting::DeleteChoice(DeleteChoice::Newest)).unwrap();
        assert_eq!(newest.order(), Some(Command::Set(Setting::DeleteChoice(DeleteChoice::Newest))));
    }
}
