package dev.glmagent.glm.embedding;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a text means, as a vector: texts of like meaning have vectors of like direction. Immutable. */
public final class Embedding {

    private final float[] vector;

    /**
     * A vector from elsewhere, such as one that was stored.
     *
     * @param vector its numbers, which are copied
     */
    public Embedding(float[] vector) {
        this.vector = vector.clone();
    }

    /**
     * The numbers.
     *
     * @return a copy
     */
    public float[] toArray() {
        return vector.clone();
    }

    /**
     * How many numbers the vector has.
     *
     * @return for example 1024
     */
    public int dimensions() {
        return vector.length;
    }

    /**
     * How alike two meanings are: the cosine of the angle between the vectors. GLM does not say whether its vectors have
     * length 1, so this does not rely on it.
     *
     * @param other a vector of the same model and length
     * @return from -1 to 1, more is more alike; 0 when a vector is all zeros
     * @throws IllegalArgumentException when the lengths differ
     */
    public double cosine(Embedding other) {
        if (vector.length != other.vector.length) {
            throw new IllegalArgumentException("Vectors of " + vector.length + " and " + other.vector.length
                    + " numbers cannot be compared. Fix: use the same model and dimensions for both.");
        }
        double dot = 0;
        double mine = 0;
        double its = 0;
        for (int i = 0; i < vector.length; i++) {
            dot += (double) vector[i] * other.vector[i];
            mine += (double) vector[i] * vector[i];
            its += (double) other.vector[i] * other.vector[i];
        }
        return mine == 0 || its == 0 ? 0 : dot / Math.sqrt(mine * its);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Embedding embedding && Arrays.equals(vector, embedding.vector);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(vector);
    }

    @Override
    public String toString() {
        return "Embedding[" + vector.length + " numbers]";
    }
}
