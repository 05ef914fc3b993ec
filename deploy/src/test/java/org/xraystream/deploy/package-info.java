/**
 * What a cluster or a machine is given to run, tested without one: the Helm chart is linted and rendered by Helm
 * itself, and what comes out is read strictly and compared with what the services know. Nothing here starts a service.
 */
package org.xraystream.deploy;
