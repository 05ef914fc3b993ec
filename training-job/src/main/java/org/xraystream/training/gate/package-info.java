/**
 * The gate: whether a candidate may take a champion's place. Two model packages and labelled films come in, a report
 * with a verdict goes out. It must never choose anything of a model by these films, nor let a model pass because there
 * was too little to judge it by: what cannot be judged is said, and what must be judged and cannot be fails.
 */
package org.xraystream.training.gate;
