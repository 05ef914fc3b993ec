package org.xraystream.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A rule of gradient descent, without state of its own. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Sgd.class, name = "sgd"),
    @JsonSubTypes.Type(value = Adam.class, name = "adam"),
    @JsonSubTypes.Type(value = AdamW.class, name = "adamw"),
    @JsonSubTypes.Type(value = RmsProp.class, name = "rmsprop"),
    @JsonSubTypes.Type(value = Adadelta.class, name = "adadelta"),
    @JsonSubTypes.Type(value = Adagrad.class, name = "adagrad")
})
public sealed interface Optimizer permits Sgd, Adam, AdamW, RmsProp, Adadelta, Adagrad {
    /** How many arrays of a weight's shape, zeros at first, the rule remembers for each weight. */
    int slots();

    /**
     * Changes a weight and its state in place. What it makes on the way is left to the caller's
     * {@link ai.djl.ndarray.NDScope} to close.
     *
     * @param weight float32 of any shape
     * @param gradient of the same shape; is left as it is
     * @param state as many arrays of that shape as there are slots
     * @param rate learning rate
     * @param step of this weight, from 1
     */
    void update(NDArray weight, NDArray gradient, NDList state, double rate, int step);

    /**
     * The share of a kernel or matrix that is taken away at each step, times the learning rate and apart from the
     * gradient (Loshchilov and Hutter, ICLR 2019).
     */
    default double decay() {
        return 0;
    }
}
