/**
 * Films that are no patient's picture, drawn from statistics of many patients' films: shape and grey levels vary as
 * their principal components do, detail is noise with the measured power. Films of one class come in, new films go out.
 * Never gives out anything of a single film: each statistic is over all films of a class, and a draw that resembles one
 * film more than patients resemble each other is turned away.
 */
package org.xraystream.training.synthesis;
