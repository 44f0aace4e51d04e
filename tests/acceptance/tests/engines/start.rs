//! The panel from its first view to an unlocked vault, with both of its workers, as the gateway serves it.

use keyturn_acceptance::front::Changes;
use keyturn_acceptance::{Engine, Setup, Walk};

use crate::{BOX, look_a_name_up};

in_each_engine!(every_part_of_the_panel_works_under_all_headers);

async fn every_part_of_the_panel_works_under_all_headers(engine: Engine) {
    Setup::new("engine-start")
        .engine(engine)
        .run(async |walk| {
            // The front changes nothing, and hears what the policy refuses.
            walk.behind(Changes::default()).await;
            let shoot = async |walk: &Walk, screen: &str| {
                walk.page.shoot(&format!("engine-{}-{screen}", engine.word())).await;
            };
            walk.page.open("/").await;
            walk.page.has("heading", "No keys yet").await;
            shoot(walk, "empty").await;
            let keys = walk.add_starters().await;
            walk.reads("Payroll demo").await;
            shoot(walk, "keys").await;

            walk.page.follow("Activity").await;
            walk.page.has("heading", "Activity").await;

            look_a_name_up(walk).await;
            walk.page.has("heading", "No key that is known here").await;
            let (name, facility) =
                (walk.title_of(&keys.ninety_days).await, walk.vendors.state().await.quickstream.name);
            walk.page.paste(BOX, &format!("GET /pay 401 key={name}")).await;
            walk.page.has("heading", &format!("QuickStream sandbox, facility {facility}: current")).await;
            walk.page.says_no_more("Looking through").await;
            shoot(walk, "look-up").await;

            walk.make_vault().await;
            walk.page.reload().await;
            walk.page.started().await;
            walk.page.has("heading", "Unlock the vault").await;
            walk.unlock().await;
            walk.page.follow("Keys").await;
            walk.until_all_checked(8).await;
            shoot(walk, "unlocked").await;
        })
        .await;
}
