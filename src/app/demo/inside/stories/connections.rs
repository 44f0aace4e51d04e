//! Stories of the way to the vendors.

use super::{Story, nothing, read, when};
use crate::app::demo::inside::starters;
use crate::demo::Steer;
use crate::route::Route;
use keyturn_domain::vendor::Vendor;
use keyturn_sandbox::Fault;

pub(super) static COMPANY_PROXY: Story = Story {
    id: "company-proxy",
    title: "The company proxy wants a login",
    minutes: 2,
    about: "Something between the gateway and QuickStream asks for a login. Whose fault is it, and is the key bad?",
    keys: starters::QUICKSTREAM,
    opens: nothing,
    steps: &[
        when(
            "Press “Check all keys”",
            "The company's outbound proxy answers in QuickStream's place today, with 407: it wants a login of its own.",
            |panel| panel.faults() > 0 && panel.page() == Route::Keys,
        )
        .opening(wants_login)
        .at_button("Check"),
        read(
            "Read what stands below the key, then press Next",
            "It names your own network, and no key is called dead: QuickStream was never reached. The other keys were not asked, since they would meet the same proxy.",
        )
        .at("main .table__more"),
        when(
            "Press “Connections” at the top",
            "Before you call anybody, the way can be tested leg by leg: page to gateway, gateway to vendor.",
            |panel| panel.page() == Route::Connections,
        )
        .at_link(&[("header nav", Route::Connections)]),
        read(
            "Press “Test the proxy” beside QuickStream, then press Next",
            "The first leg is good and the second is not, so it is the network of the gateway's machine and neither this page nor the key.",
        )
        .opening(wants_login)
        .at_button("Test the proxy"),
        read(
            "Press “Test the proxy” once more, then press Next",
            "The network's administrator has let the gateway through. Both legs are good; no key had to be changed.",
        )
        .opening(|| vec![Steer::DisarmAll])
        .at_button("Test the proxy"),
    ],
};

fn wants_login() -> Vec<Steer> {
    let fault = Fault::Status { code: 407, retry_after: None, retry_as_date: false, after_effect: false };
    Steer::arm(Vendor::QuickStream, None, &fault, 1).into_iter().collect()
}
