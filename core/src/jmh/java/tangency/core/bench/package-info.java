/**
 * Benchmarks by JMH, each beside a peer in the same run; the README of this module keeps the table. Start at
 * {@link tangency.core.bench.Cases}, the data that all of them share. Not null-marked: fields are filled by set-up methods.
 */
package tangency.core.bench;
