/**
 * A training run as a person looks at it: charts and a page with them. Figures come in, PNG and HTML files go out.
 * Never computes a figure, and never loads anything from elsewhere.
 */
package org.xraystream.training.pictures;
