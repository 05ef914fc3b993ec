/**
 * What training and inference must share: decoding and preprocessing of radiographs, network architectures, the model
 * package (manifest and weights), calibration, the decision rule and the heat map. Bytes of a radiograph come in, a
 * calibrated reading goes out. Knows nothing of Kafka or HTTP.
 */
package org.xraystream.model;
