//! People come for the first time, as many at once as get through the door, and each gets the whole view.

use std::time::Instant;

use onefloor_tests::Failure;
use onefloor_tests::seed::{Begun, seed};

use super::Setting;
use crate::figure::{Figure, Unit};
use crate::screens::{Screens, shaking_hands};
use crate::server::Server;

const GOAL_MS: f64 = 2_000.0;
const FULL: usize = 5_000;

pub(crate) async fn run(setting: Setting) -> Result<Vec<Figure>, Failure> {
    let mut figures = Vec::new();
    for full in setting.sizes(&[2_000, FULL]) {
        let people = setting.of(full);
        let directory = tempfile::tempdir()?;
        let made = seed(directory.path(), &[Begun::default()]).await?.remove(0);
        let server = Server::over(directory, &setting)?;
        let floor = shaking_hands(server.address(), people).await?;
        let (began, before) = (Instant::now(), server.cpu_ms()?);
        let hellos = (0..people).map(|number| made.hello(number)).collect();
        let screens = Screens::enter(server.address(), hellos).await?;
        let took = began.elapsed().as_secs_f64() * 1e3;
        let cpu = server.cpu_ms()? - before;
        let all = Figure::new(format!("{people} join with their view"), took, Unit::Ms);
        let all = all.over("handshakes alone", floor);
        figures.push(all.at_most(GOAL_MS * people as f64 / FULL as f64));
        let each = format!("CPU of one of {people} who join");
        figures.push(Figure::new(each, cpu * 1e3 / people as f64, Unit::Us));
        screens.leave().await?;
    }
    Ok(figures)
}
