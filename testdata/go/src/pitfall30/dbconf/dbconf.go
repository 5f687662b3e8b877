// Package dbconf sets up pools that others opened.
package dbconf

import "database/sql"

// Configure limits the pool.
func Configure(db *sql.DB) { db.SetMaxOpenConns(20) }
