/**
 * What tells films from outside the population that a model was made for: fitted on the features of its training films,
 * its limit placed on validation films, its figures taken on held-out ones and on what is made of them that nobody
 * should send. Films and a network come in, a {@link org.xraystream.model.Population} and shares go out. No film from
 * outside is needed, and none is used.
 */
package org.xraystream.training.population;
