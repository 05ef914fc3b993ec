/**
 * The network architectures, built of DJL blocks and named in the model package's manifest. A description comes in, a
 * block without values goes out. Knows nothing of films, findings or training.
 */
package org.xraystream.model.net;
