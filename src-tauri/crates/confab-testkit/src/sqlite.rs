//! Hands on a database that no program has open.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _, Row as _};

/// Runs statements on a database file.
pub async fn execute(database: &Path, sql: &str) {
    let mut connection = open(database).await;
    let done = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(&mut connection)
        .await;
    done.unwrap_or_else(|error| panic!("{error} in {sql}"));
    connection.close().await.expect("the database closes");
}

/// The names of a table's columns, in order.
pub async fn columns(database: &Path, table: &str) -> Vec<String> {
    let mut connection = open(database).await;
    let sql = AssertSqlSafe(format!("PRAGMA table_info({table})"));
    let rows = sqlx::query(sql)
        .fetch_all(&mut connection)
        .await
        .expect("the columns");
    rows.iter()
        .map(|row| row.get::<String, _>("name"))
        .collect()
}

/// What SQLite finds on every page: `ok`, or what is wrong.
pub async fn integrity(database: &Path) -> String {
    let checked = async {
        let mut connection = SqliteConnection::connect_with(&options(database)).await?;
        sqlx::query_scalar("PRAGMA integrity_check(1)")
            .fetch_one(&mut connection)
            .await
    };
    checked
        .await
        .unwrap_or_else(|error: sqlx::Error| error.to_string())
}

/// The rows of a query for two texts, the second of which may be missing.
pub async fn pairs(database: &Path, sql: &str) -> Vec<(String, Option<String>)> {
    let mut connection = open(database).await;
    let rows = sqlx::query_as(AssertSqlSafe(sql.to_owned()))
        .fetch_all(&mut connection)
        .await;
    rows.unwrap_or_else(|error| panic!("{error} in {sql}"))
}

fn options(database: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(database)
}

async fn open(database: &Path) -> SqliteConnection {
    SqliteConnection::connect_with(&options(database))
        .await
        .expect("the database opens")
}
