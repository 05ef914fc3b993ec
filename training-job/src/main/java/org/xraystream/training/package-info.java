/**
 * Makes and judges models from folders of labelled radiographs: the commands {@code train}, {@code experiment},
 * {@code evaluate}, {@code explain} and {@code synthesize}. Folders come in, model packages and reports go out. Never
 * serves requests, and never lets a film that figures are reported on take part in a choice.
 */
package org.xraystream.training;
