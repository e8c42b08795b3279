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

async fn open(database: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(database);
    SqliteConnection::connect_with(&options)
        .await
        .expect("the database opens")
}
