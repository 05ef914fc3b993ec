/**
 * What is chosen once the weights of a network are fitted. Films of the training and the validation side come in, what
 * a model package holds beside its weights goes out. Never sees a held-out film.
 */
package org.xraystream.training.choice;
